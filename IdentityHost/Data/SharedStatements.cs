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
internal sealed class SharedStatements<TAsked, TAnswer>(Func<IReadOnlyList<TAsked>, Task<Func<TAsked, TAnswer>>> send)
{
    private const int MostInOne = 64;

    private static int StatementsAtOnce => Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly Lock _changing = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _running;

    /// <exception cref="OperationCanceledException">The asker gave up; what it asked for may be done all the same.</exception>
    public Task<TAnswer> AskAsync(TAsked asked, CancellationToken ct)
    {
        var waiting = new Waiting(asked);
        var begins = false;
        lock (_changing)
        {
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
        public TAsked Asked => asked;

        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
