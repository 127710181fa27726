using IdentityHost.Outcomes;

namespace IdentityHost.Data;

/// <summary>
/// Statements that several requests share: what comes while others are waited for goes with the next statement, so that a busy server asks
/// seldom for many instead of often for one. Nobody joins a statement that was sent before: what it finds may be older than what this
/// request has to know of.
/// </summary>
/// <param name="send">
/// Sends one statement for all of these, and says what each gets. Its exception is everybody's: what it means, an outage for example, is
/// each one's to say.
/// </param>
/// <param name="longestWait">
/// Who has waited for so long is told so: with another statement it would be twice as long. Two seconds, as long as a statement may take.
/// </param>
internal sealed class SharedStatements<TAsked, TAnswer>(Func<IReadOnlyList<TAsked>, Task<Func<TAsked, TAnswer>>> send, TimeSpan? longestWait = null)
{
    private const int MostInOne = 64;
    private const int MostWaiting = 10_000;
    private const int LongestWaitInSeconds = 2;

    private static int StatementsAtOnce => Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly TimeSpan _longestWait = longestWait ?? TimeSpan.FromSeconds(LongestWaitInSeconds);
    private readonly Lock _changing = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _running;

    /// <exception cref="DatabaseUnavailableException">Too many wait, or this one has waited too long.</exception>
    /// <exception cref="OperationCanceledException">The asker gave up; what it asked for may be done all the same.</exception>
    public Task<TAnswer> AskAsync(TAsked asked, CancellationToken ct)
    {
        var waiting = new Waiting(asked);
        var begins = false;
        lock (_changing)
        {
            if (_waiting.Count >= MostWaiting)
                throw new DatabaseUnavailableException("Too many requests wait for the same statement.");
            _waiting.Enqueue(waiting);
            if (_running < StatementsAtOnce)
            {
                _running++;
                begins = true;
            }
        }

        // Without the request's context: what it asks on behalf of others is nobody's.
        if (begins)
            ThreadPool.UnsafeQueueUserWorkItem(static statements => _ = statements.RunAsync(), this, preferLocal: true);
        return waiting.Answer.Task.WaitAsync(ct);
    }

    private async Task RunAsync()
    {
        while (Take() is { } together)
        {
            try
            {
                if (together.RemoveAll(one => one.GivesUpAfter(_longestWait)) > 0 && together.Count == 0)
                    continue;
                var answer = await send([.. together.Select(one => one.Asked)]);
                foreach (var one in together)
                    one.Answer.TrySetResult(answer(one.Asked));
            }
            catch (Exception e)
            {
                foreach (var one in together)
                    one.Answer.TrySetException(e);
            }
        }
    }

    private List<Waiting>? Take()
    {
        lock (_changing)
        {
            if (_waiting.Count == 0)
            {
                _running--;
                return null;
            }

            var together = new List<Waiting>(Math.Min(_waiting.Count, MostInOne));
            while (together.Count < MostInOne && _waiting.TryDequeue(out var one))
                together.Add(one);
            return together;
        }
    }

    private sealed class Waiting(TAsked asked)
    {
        private readonly long _since = TimeProvider.System.GetTimestamp();

        public TAsked Asked => asked;

        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool GivesUpAfter(TimeSpan longestWait) => TimeProvider.System.GetElapsedTime(_since) > longestWait && Answer.TrySetException(
            new DatabaseUnavailableException("The statements before this one took too long."));
    }
}
