using System.Collections.Concurrent;

namespace IdentityHost.Tests.Engine;

/// <summary>Stands for table Keys, and counts how often it is read.</summary>
internal sealed class MemorySigningKeyStore : ISigningKeyStore
{
    private int _loads;

    public ConcurrentDictionary<string, SerializedKey> Rows { get; } = new();

    public int Loads => _loads;

    public Exception? Failure { get; set; }

    public Exception? StoreFailure { get; set; }

    public async Task<IReadOnlyCollection<SerializedKey>> LoadKeysAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _loads);
        await Task.Yield();
        return Failure is null ? [.. Rows.Values] : throw Failure;
    }

    public Task StoreKeyAsync(SerializedKey key, CancellationToken ct)
    {
        if (StoreFailure is not null)
            throw StoreFailure;
        Rows.TryAdd(key.Id, key).ShouldBeTrue();
        return Task.CompletedTask;
    }

    public Task DeleteKeyAsync(string id, CancellationToken ct)
    {
        Rows.TryRemove(id, out _);
        return Task.CompletedTask;
    }
}
