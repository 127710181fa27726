using Bench.Coherence.Work;

namespace Bench.Coherence.Faults;

/// <summary>
/// The fault that a lease is for: a node that has a token in memory hears nothing more, stands still for longer than its lease, misses the revocation,
/// and is asked the moment it goes on.
/// </summary>
internal static class Trap
{
    private const int Attempts = 50;
    private const int QuestionsAfterwards = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static readonly Fault Fault = new("paused and cut off while a token is revoked", async (stage, node, dice) =>
    {
        var other = (node + 1) % stage.Nodes.Count;
        if (await RememberedTokenAsync(stage, node, other) is not { } token)
            return;

        var (victim, place) = (stage.Nodes[node], stage.Place);
        try
        {
            // Right after a renewal, so that none is under way whose time limit would run out in the pause.
            await victim.Relay.HoldAfterNextAnswerAsync().WaitAsync(Patience);
            await victim.PauseAsync();
            await place.Revocation.RevokeAsync(other, token, "access_token", token);
            // It is sent to a node that stands still, and answered when that goes on.
            var waiting = place.AskAsync(node, token, passport: dice.Chance(0.5));
            await victim.ResumeAsync();
            for (var question = 0; question < QuestionsAfterwards; question++)
                await place.AskAsync(node, token, passport: dice.Chance(0.5));
            await waiting;
        }
        catch (TimeoutException)
        {
            // It has no listening connection now: nothing to be caught.
        }
        finally
        {
            await victim.ResumeAsync();
            victim.Relay.Release();
        }
    });

    private static async Task<HeldToken?> RememberedTokenAsync(Stage stage, int node, int issuer)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await stage.Place.Tokens.OwnTokenAsync(issuer, "service") is { } token)
            {
                for (var question = 0; question < 3; question++)
                    await stage.Place.AskAsync(node, token, passport: question % 2 > 0);
                return token;
            }

            await Task.Delay(100);
        }

        return null;
    }
}
