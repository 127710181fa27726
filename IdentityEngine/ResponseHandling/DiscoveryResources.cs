using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.ResponseHandling;

/// <summary>
/// The enabled resources for discovery. Those that were last read are remembered, so that discovery stays up while the
/// database is away; nothing else is decided by them.
/// </summary>
internal sealed class DiscoveryResources(IServiceScopeFactory scopes, ILogger<DiscoveryResources> logger)
{
    private volatile Resources? last;

    /// <summary>The resources; null if they can't be read and never were.</summary>
    internal async Task<Resources?> GetAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var store = scope.ServiceProvider.GetRequiredService<IResourceStore>();
            last = await store.GetAllEnabledResourcesAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.ResourcesNotRead(logger, exception);
        }

        return last;
    }
}
