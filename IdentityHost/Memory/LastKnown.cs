using IdentityHost.Outcomes;

namespace IdentityHost.Memory;

/// <summary>
/// What was read last, for where an old answer is better than none and nothing about a token is decided by it: once something is known, nobody
/// waits long for a database that hangs.
/// </summary>
/// <param name="isOfUse">Whether a value is better than none.</param>
internal sealed class LastKnown<T>(Func<T, bool> isOfUse)
    where T : class
{
    // A database that takes longer for one short statement is as good as away.
    private const int PatienceInSeconds = 1;

    private volatile T? _value;
    private volatile Task? _hanging;

    /// <summary>It was read just now.</summary>
    public void Keep(T value)
    {
        if (isOfUse(value))
            _value = value;
    }

    /// <summary>Reads anew. In an outage it is what was read last: at once, while an earlier read still hangs.</summary>
    /// <param name="read">Must not need anything of the request: it may go on when that has ended.</param>
    /// <param name="onOutage">Told why the old value is used.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<T> ReadAsync(Func<Task<T>> read, Action<Exception> onOutage, CancellationToken ct)
    {
        if (_value is not { } known)
            return await KeepAsync(read).WaitAsync(ct);
        if (_hanging is { IsCompleted: false })
            return known;
        var reading = KeepAsync(read);
        try
        {
            return await reading.WaitAsync(TimeSpan.FromSeconds(PatienceInSeconds), ct);
        }
        catch (Exception e) when (Outage.Is(e))
        {
            _hanging = reading;
            onOutage(e);
            return known;
        }
    }

    private async Task<T> KeepAsync(Func<Task<T>> read)
    {
        var value = await read();
        Keep(value);
        return value;
    }
}
