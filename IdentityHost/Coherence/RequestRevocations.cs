namespace IdentityHost.Coherence;

/// <summary>What one request took away, for which it has to wait before its answer begins.</summary>
internal sealed class RequestRevocations(Func<Task> wait)
{
    private readonly Lock _changing = new();
    private bool _isPending;
    private bool _isAwaitedAtStart;
    private Task _settling = Task.CompletedTask;

    /// <summary>Something was taken away just now.</summary>
    /// <returns>Whether the start of the answer has to be told to wait.</returns>
    public bool Add()
    {
        lock (_changing)
        {
            _isPending = true;
            var isFirst = !_isAwaitedAtStart;
            _isAwaitedAtStart = true;
            return isFirst;
        }
    }

    /// <summary>The answer begins.</summary>
    public async Task SettleAtStartAsync()
    {
        // What is taken away from here on asks to be waited for again.
        lock (_changing)
            _isAwaitedAtStart = false;
        await SettleAsync();
    }

    /// <summary>Waits for all that was added before; each of several who do so at once, and once for all of it.</summary>
    public Task SettleAsync()
    {
        lock (_changing)
        {
            if (_isPending)
                _settling = Task.WhenAll(_settling, wait());
            _isPending = false;
            return _settling;
        }
    }
}
