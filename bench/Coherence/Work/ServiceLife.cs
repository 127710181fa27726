namespace Bench.Coherence.Work;

/// <summary>Services with tokens of their own, some of which are revoked, and some expire.</summary>
internal sealed class ServiceLife(Workplace place, Dice dice, int home)
{
    private static readonly string[] Clients = ["service", "service", "service-jwt", "service-short"];

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (await place.Tokens.OwnTokenAsync(home, dice.Pick(Clients)) is not { } token)
            {
                await Task.Delay(dice.Between(0.1, 0.3), CancellationToken.None);
                continue;
            }

            place.Show(token, dice);
            // Whoever has the token may use it anywhere at once.
            if (dice.Chance(0.5))
                place.StartAsking(token);
            else
                await place.AskEverywhereAsync(token);
            await Task.Delay(dice.Between(0, 0.1), CancellationToken.None);
            if (!dice.Chance(0.6))
                continue;
            var node = dice.Chance(0.7) ? home : place.Http.AnyNode(dice);
            if (await place.Revocation.RevokeAsync(node, token, "access_token", token) || dice.Chance(0.5))
                place.StartAsking(token);
            else
                // It may have happened; now it has.
                await place.Revocation.RevokeAsync(home, token, "access_token", token);
        }
    }
}
