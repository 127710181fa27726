using IdentityHost.Engine;
using IdentityHost.Memory;
using IdentityHost.Outcomes;

namespace IdentityHost.Configuration;

/// <summary>
/// The last resources that were read completely, however old: for discovery in an outage, and for nothing that decides about a token.
/// </summary>
internal sealed class LastKnownResources(IServiceScopeFactory scopes, ILogger<CachedResourceStore> logger)
{
    private readonly LastKnown<Resources> _known = new(static _ => true);

    /// <summary>They were read just now.</summary>
    public void Keep(Resources all) => _known.Keep(all);

    /// <summary>Reads them, in a scope of its own; in an outage they are what was read last.</summary>
    public Task<Resources> ReadAsync(Inner<IResourceStore> store, ConfigurationCache.Epoch? epoch, CancellationToken ct) =>
        _known.ReadAsync(() => ReadAsync(store, epoch), e => logger.ResourcesFromMemory(Outage.CauseOf(e)), ct);

    private async Task<Resources> ReadAsync(Inner<IResourceStore> inner, ConfigurationCache.Epoch? epoch)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = inner.GetIn(scope.ServiceProvider);
        return epoch is null
            ? await store.GetAllResourcesAsync(CancellationToken.None)
            : (await epoch.ResourcesAsync(store.GetAllResourcesAsync, CancellationToken.None)).All;
    }
}
