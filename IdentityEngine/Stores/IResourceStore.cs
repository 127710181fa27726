using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Reads API resources, API scopes and identity resources, enabled or not.</summary>
public interface IResourceStore
{
    Task<IReadOnlyCollection<IdentityResource>> FindIdentityResourcesByScopeNameAsync(IEnumerable<string> scopeNames, CancellationToken ct);
    Task<IReadOnlyCollection<ApiScope>> FindApiScopesByNameAsync(IEnumerable<string> scopeNames, CancellationToken ct);
    Task<IReadOnlyCollection<ApiResource>> FindApiResourcesByScopeNameAsync(IEnumerable<string> scopeNames, CancellationToken ct);
    Task<IReadOnlyCollection<ApiResource>> FindApiResourcesByNameAsync(IEnumerable<string> apiResourceNames, CancellationToken ct);
    Task<Resources> GetAllResourcesAsync(CancellationToken ct);
}
