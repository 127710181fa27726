using IdentityEngine.Configuration;
using IdentityEngine.Stores;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>
/// Reads the keys from the store and chooses which of them sign; announces successors in time, and deletes keys that have ended. Every node
/// does so by itself. That of several nodes at once only one makes a key is the store's business, which may pass over a key that
/// another node has just made: what it holds afterwards counts.
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

    public async Task<IReadOnlyCollection<KeyContainer>> GetAllKeysAsync(CancellationToken ct)
    {
        var keys = await GetKeysAsync(ct);
        var ages = Ages();
        return [.. keys.Where(key => !ages.HasEnded(key))];
    }

    private ValueTask<IReadOnlyList<KeyContainer>> GetKeysAsync(CancellationToken ct) =>
        cache.Fresh(Options.KeyCacheDuration) is { } keys ? ValueTask.FromResult(keys) : new(ReadAnewAsync(ct));

    private async Task<IReadOnlyList<KeyContainer>> ReadAnewAsync(CancellationToken ct)
    {
        await cache.Lock.WaitAsync(ct);
        try
        {
            if (cache.Fresh(Options.KeyCacheDuration) is { } fresh)
                return fresh;

            var keys = await RotateAsync(await LoadAsync(ct), ct);
            cache.Set(keys);
            return keys;
        }
        finally
        {
            cache.Lock.Release();
        }
    }

    private async Task<IReadOnlyList<KeyContainer>> RotateAsync(IReadOnlyList<KeyContainer> keys, CancellationToken ct)
    {
        var ages = Ages();
        var wanted = AlgorithmsThatWantAKey(keys, ages);
        var ended = Options.DeleteRetiredKeys ? keys.Where(ages.HasEnded).ToList() : [];
        if (wanted.Count + ended.Count == 0)
            return keys;

        try
        {
            await ChangeAsync(wanted, ended, ct);
            return await LoadAsync(ct);
        }
        // As long as every algorithm has a key that signs, rotation can wait: it is tried again when the keys are next read.
        catch (Exception failure) when (failure is not OperationCanceledException && ChooseCurrent(keys).Count == DistinctAlgorithms().Count())
        {
            Log.NotRotated(logger, failure);
            return keys;
        }
    }

    private async Task ChangeAsync(IEnumerable<string> wanted, IEnumerable<KeyContainer> ended, CancellationToken ct)
    {
        foreach (var algorithm in wanted)
        {
            var key = factory.Create(algorithm);
            await store.StoreKeyAsync(serializer.Write(key), ct);
            Log.KeyOffered(logger, key.Id, algorithm);
        }

        foreach (var key in ended)
        {
            await store.DeleteKeyAsync(key.Id, ct);
            Log.KeyDeleted(logger, key.Id);
        }
    }

    private List<string> AlgorithmsThatWantAKey(IReadOnlyList<KeyContainer> keys, KeyAges ages) =>
        [.. DistinctAlgorithms().Where(name => !keys.Any(key => IsFor(key, name) && !ages.NeedsSuccessor(key)))];

    private IEnumerable<string> DistinctAlgorithms() => Options.SigningAlgorithms.Select(algorithm => algorithm.Name).Distinct(StringComparer.Ordinal);

    private async Task<IReadOnlyList<KeyContainer>> LoadAsync(CancellationToken ct)
    {
        var rows = await store.LoadKeysAsync(ct);
        return [.. rows.OrderBy(row => row.Created).ThenBy(row => row.Id, StringComparer.Ordinal).Select(serializer.Read)];
    }

    private List<KeyContainer> ChooseCurrent(IReadOnlyList<KeyContainer> keys)
    {
        var ages = Ages();
        var chosen = new List<KeyContainer>(Options.SigningAlgorithms.Count);

        foreach (var algorithm in DistinctAlgorithms())
        {
            // The newest that everybody has had the time to learn of, else the oldest: the same on every node.
            var living = keys.Where(key => IsFor(key, algorithm) && !ages.IsRetired(key)).ToList();
            if ((living.FindLast(ages.IsPropagated) ?? living.FirstOrDefault()) is { } key)
                chosen.Add(key);
        }

        return chosen;
    }

    private KeyAges Ages() => new(Options, time);

    private static bool IsFor(KeyContainer key, string algorithm) => string.Equals(key.Algorithm, algorithm, StringComparison.Ordinal);
}
