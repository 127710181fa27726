namespace IdentityEngine.Services.KeyManagement;

/// <summary>The keys of this process, and the lock under which they are read anew.</summary>
internal sealed class SigningKeyCache(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);

    private volatile Entry? current;

    internal SemaphoreSlim Lock { get; } = new(1, 1);

    internal IReadOnlyList<KeyContainer>? Fresh(TimeSpan duration) =>
        current is { } entry && time.GetElapsedTime(entry.Timestamp) < duration ? entry.Keys : null;

    /// <summary>
    /// Makes the next reader ask the store, since somebody came with a key that is not among these: another node may have made it. Whoever
    /// makes up keys can bring that about once a second, not more often.
    /// </summary>
    /// <returns>False if these keys are too young for that.</returns>
    internal bool ExpireForUnknownKey()
    {
        if (current is not { } entry || time.GetElapsedTime(entry.Timestamp) < ShortestLife)
            return false;
        Interlocked.CompareExchange(ref current, null, entry);
        return true;
    }

    internal void Set(IReadOnlyList<KeyContainer> keys) => current = new Entry(keys, time.GetTimestamp());

    public void Dispose() => Lock.Dispose();

    private sealed record Entry(IReadOnlyList<KeyContainer> Keys, long Timestamp);
}
