using IdentityHost.Engine;
using IdentityHost.Memory;

namespace IdentityHost.Configuration;

/// <summary>Remembers all resources, as one read found them, before the engine's store.</summary>
internal sealed class CachedResourceStore(Inner<IResourceStore> inner, ConfigurationCache cache, LastKnownResources lastKnown) : IResourceStore
{
    public async Task<IReadOnlyCollection<IdentityResource>> FindIdentityResourcesByScopeNameAsync(
        IEnumerable<string> scopeNames, CancellationToken ct) =>
        await SnapshotAsync(ct) is { } snapshot
            ? snapshot.IdentityResources(scopeNames)
            : await inner.Get().FindIdentityResourcesByScopeNameAsync(scopeNames, ct);

    public async Task<IReadOnlyCollection<ApiScope>> FindApiScopesByNameAsync(IEnumerable<string> scopeNames, CancellationToken ct) =>
        await SnapshotAsync(ct) is { } snapshot ? snapshot.ApiScopes(scopeNames) : await inner.Get().FindApiScopesByNameAsync(scopeNames, ct);

    public async Task<IReadOnlyCollection<ApiResource>> FindApiResourcesByScopeNameAsync(
        IEnumerable<string> scopeNames, CancellationToken ct) =>
        await SnapshotAsync(ct) is { } snapshot
            ? snapshot.ApiResourcesByScope(scopeNames)
            : await inner.Get().FindApiResourcesByScopeNameAsync(scopeNames, ct);

    public async Task<IReadOnlyCollection<ApiResource>> FindApiResourcesByNameAsync(
        IEnumerable<string> apiResourceNames, CancellationToken ct) =>
        await SnapshotAsync(ct) is { } snapshot
            ? snapshot.ApiResources(apiResourceNames)
            : await inner.Get().FindApiResourcesByNameAsync(apiResourceNames, ct);

    /// <summary>Discovery asks for this and nothing else does, so in an outage it is answered with what was known last.</summary>
    public async Task<Resources> GetAllResourcesAsync(CancellationToken ct)
    {
        var epoch = cache.Current;
        var known = epoch?.KnownResources?.All ?? await lastKnown.ReadAsync(inner, epoch, ct);
        return new Resources(known);
    }

    private ValueTask<ResourceSnapshot?> SnapshotAsync(CancellationToken ct)
    {
        if (cache.Current is not { } epoch)
            return default;
        return epoch.KnownResources is { } known ? new(known) : ReadSnapshotAsync(epoch, ct);
    }

    private async ValueTask<ResourceSnapshot?> ReadSnapshotAsync(ConfigurationCache.Epoch epoch, CancellationToken ct) =>
        await epoch.ResourcesAsync(ReadAsync, ct);

    private async Task<Resources> ReadAsync(CancellationToken ct)
    {
        var all = await inner.Get().GetAllResourcesAsync(ct);
        lastKnown.Keep(all);
        return all;
    }
}
