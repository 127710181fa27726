namespace IdentityEngine.Services.KeyManagement;

/// <summary>The keys of this process, and the lock under which they are read anew.</summary>
internal sealed class SigningKeyCache(TimeProvider time) : IDisposable
{
    private volatile Entry? current;

    internal SemaphoreSlim Lock { get; } = new(1, 1);

    internal IReadOnlyList<KeyContainer>? Fresh(TimeSpan duration) =>
        current is { } entry && time.GetElapsedTime(entry.Timestamp) < duration ? entry.Keys : null;

    internal void Set(IReadOnlyList<KeyContainer> keys) => current = new Entry(keys, time.GetTimestamp());

    public void Dispose() => Lock.Dispose();

    private sealed record Entry(IReadOnlyList<KeyContainer> Keys, long Timestamp);
}
