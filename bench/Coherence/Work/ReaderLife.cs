namespace Bench.Coherence.Work;

/// <summary>An API behind one node, which asks about tokens all the time.</summary>
internal sealed class ReaderLife(Workplace place, Dice dice, int node)
{
    // The machine is not to be kept busy: what is under test happens between requests.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (place.AnyToken(dice) is { } token)
                await place.AskAsync(node, token, passport: dice.Chance(0.5));
            await Task.Delay(place.Http.IsReady(node) ? Pause : LongPause, CancellationToken.None);
        }
    }
}
