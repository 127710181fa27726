using IdentityEngine.Configuration;
using IdentityEngine.Stores;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>
/// Reads the keys from the store, makes those that are missing, and chooses which of them sign. That only one node makes
/// keys is the host's business: it calls this under a lock when it starts.
/// </summary>
internal sealed class KeyManager(
    ISigningKeyStore store,
    SigningKeySerializer serializer,
    SigningKeyFactory factory,
    SigningKeyCache cache,
    IdentityServerOptions options,
    TimeProvider time,
    ILogger<KeyManager> logger) : IKeyManager
{
    private KeyManagementOptions Options => options.KeyManagement;

    public async Task<IReadOnlyCollection<KeyContainer>> GetCurrentKeysAsync(CancellationToken ct) =>
        ChooseCurrent(await GetKeysAsync(ct));

    public async Task<IReadOnlyCollection<KeyContainer>> GetAllKeysAsync(CancellationToken ct) => await GetKeysAsync(ct);

    private ValueTask<IReadOnlyList<KeyContainer>> GetKeysAsync(CancellationToken ct) =>
        cache.Fresh(Options.KeyCacheDuration) is { } keys ? ValueTask.FromResult(keys) : new(ReadAnewAsync(ct));

    private async Task<IReadOnlyList<KeyContainer>> ReadAnewAsync(CancellationToken ct)
    {
        await cache.Lock.WaitAsync(ct);
        try
        {
            if (cache.Fresh(Options.KeyCacheDuration) is { } fresh)
                return fresh;

            var keys = await LoadOrCreateAsync(ct);
            cache.Set(keys);
            return keys;
        }
        finally
        {
            cache.Lock.Release();
        }
    }

    private async Task<IReadOnlyList<KeyContainer>> LoadOrCreateAsync(CancellationToken ct)
    {
        var keys = await LoadAsync(ct);
        var missing = Options.SigningAlgorithms
            .Select(algorithm => algorithm.Name)
            .Where(name => !keys.Any(key => IsFor(key, name)))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (missing.Length == 0)
            return keys;

        foreach (var algorithm in missing)
        {
            var key = factory.Create(algorithm);
            await store.StoreKeyAsync(serializer.Write(key), ct);
            Log.KeyCreated(logger, key.Id, algorithm);
        }

        // What is in the store now counts, so that a key which somebody else made at the same time is known here as well.
        return await LoadAsync(ct);
    }

    private async Task<IReadOnlyList<KeyContainer>> LoadAsync(CancellationToken ct)
    {
        var rows = await store.LoadKeysAsync(ct);
        return [.. rows.OrderBy(row => row.Created).ThenBy(row => row.Id, StringComparer.Ordinal).Select(serializer.Read)];
    }

    private List<KeyContainer> ChooseCurrent(IReadOnlyList<KeyContainer> keys)
    {
        var published = time.GetUtcNow().UtcDateTime - Options.PropagationTime;
        var chosen = new List<KeyContainer>(Options.SigningAlgorithms.Count);

        foreach (var algorithm in Options.SigningAlgorithms)
        {
            // The newest that everybody has had the time to learn of, else the oldest: the same on every node.
            var key = keys.LastOrDefault(key => IsFor(key, algorithm.Name) && key.Created <= published)
                ?? keys.FirstOrDefault(key => IsFor(key, algorithm.Name));
            if (key is not null && !chosen.Contains(key))
                chosen.Add(key);
        }

        return chosen;
    }

    private static bool IsFor(KeyContainer key, string algorithm) => string.Equals(key.Algorithm, algorithm, StringComparison.Ordinal);
}
