#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Reads several kinds of resources at once.</summary>
public static class IResourceStoreExtensions
{
    /// <summary>The identity resources and API scopes of these names, and the API resources that have one of the scopes.</summary>
    public static async Task<Resources> FindResourcesByScopeAsync(this IResourceStore store, IEnumerable<string> scopeNames, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(store);

        var names = scopeNames as IReadOnlyCollection<string> ?? [.. scopeNames];
        var identityResources = await store.FindIdentityResourcesByScopeNameAsync(names, ct);
        var apiScopes = await store.FindApiScopesByNameAsync(names, ct);
        var apiResources = await store.FindApiResourcesByScopeNameAsync(names, ct);

        RefuseAmbiguousNames(identityResources, apiScopes);
        return new Resources(identityResources, apiResources, apiScopes);
    }

    /// <summary>As <see cref="FindResourcesByScopeAsync"/>, but only those that are enabled.</summary>
    public static async Task<Resources> FindEnabledResourcesByScopeAsync(
        this IResourceStore store, IEnumerable<string> scopeNames, CancellationToken ct) =>
        OnlyEnabled(await store.FindResourcesByScopeAsync(scopeNames, ct));

    public static async Task<Resources> GetAllEnabledResourcesAsync(this IResourceStore store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(store);

        var resources = await store.GetAllResourcesAsync(ct);
        RefuseAmbiguousNames(resources.IdentityResources, resources.ApiScopes);
        return OnlyEnabled(resources);
    }

    private static Resources OnlyEnabled(Resources resources) => new(
        resources.IdentityResources.Where(resource => resource.Enabled),
        resources.ApiResources.Where(resource => resource.Enabled),
        resources.ApiScopes.Where(scope => scope.Enabled));

    // A name that stood for both would grant claims about the user where access to an API was meant.
    private static void RefuseAmbiguousNames(IEnumerable<IdentityResource> identityResources, IEnumerable<ApiScope> apiScopes)
    {
        var names = identityResources.Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        if (apiScopes.FirstOrDefault(scope => names.Contains(scope.Name)) is { } both)
            throw new InvalidOperationException($"'{both.Name}' is configured as an identity resource and as an API scope.");
    }
}
