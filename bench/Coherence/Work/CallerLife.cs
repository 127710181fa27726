namespace Bench.Coherence.Work;

/// <summary>The resource server that introspects at Passport's route: changes its own token now and then, and has the former one revoked.</summary>
internal sealed class CallerLife(Workplace place, Dice dice)
{
    private const string Client = "caller";

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var former = place.Caller;
            if (await place.Tokens.OwnTokenAsync(place.Http.AnyNode(dice), Client) is { } next)
            {
                place.Caller = next;
                if (former is not null && await place.Revocation.RevokeAsync(place.Http.AnyNode(dice), former, "access_token", former))
                    await UseAsync(former);
            }

            await Task.Delay(dice.Between(0.5, 2), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task UseAsync(HeldToken former)
    {
        if (place.AnyToken(dice) is not { } token)
            return;
        for (var node = 0; node < place.Nodes; node++)
            await place.Introspection.AskAsync(node, token, former);
    }
}
