namespace IdentityHost.Memory;

/// <summary>All resources as one read found them, to be searched in memory the way the store would.</summary>
internal sealed class ResourceSnapshot
{
    private readonly Dictionary<string, IdentityResource> _identityResources;
    private readonly Dictionary<string, ApiScope> _apiScopes;
    private readonly Dictionary<string, ApiResource> _apiResources;
    private readonly ILookup<string, ApiResource> _apiResourcesByScope;

    public ResourceSnapshot(Resources all)
    {
        All = all;
        _identityResources = all.IdentityResources.ToDictionary(r => r.Name, StringComparer.Ordinal);
        _apiScopes = all.ApiScopes.ToDictionary(s => s.Name, StringComparer.Ordinal);
        _apiResources = all.ApiResources.ToDictionary(r => r.Name, StringComparer.Ordinal);
        _apiResourcesByScope = all.ApiResources
            .SelectMany(r => r.Scopes, (r, s) => (Scope: s, Resource: r))
            .ToLookup(p => p.Scope, p => p.Resource, StringComparer.Ordinal);
    }

    public Resources All { get; }

    public IReadOnlyCollection<IdentityResource> IdentityResources(IEnumerable<string> names) => Find(_identityResources, names);

    public IReadOnlyCollection<ApiScope> ApiScopes(IEnumerable<string> names) => Find(_apiScopes, names);

    public IReadOnlyCollection<ApiResource> ApiResources(IEnumerable<string> names) => Find(_apiResources, names);

    public IReadOnlyCollection<ApiResource> ApiResourcesByScope(IEnumerable<string> scopes) =>
        [.. scopes.Distinct(StringComparer.Ordinal).SelectMany(s => _apiResourcesByScope[s]).DistinctBy(r => r.Name, StringComparer.Ordinal)];

    private static IReadOnlyCollection<T> Find<T>(Dictionary<string, T> byName, IEnumerable<string> names)
        where T : class
    {
        // A caller of the introspection endpoint is looked for each time.
        if (names is IReadOnlyList<string> { Count: 1 } single)
            return byName.TryGetValue(single[0], out var found) ? [found] : [];
        return [.. names.Distinct(StringComparer.Ordinal).Select(byName.GetValueOrDefault).OfType<T>()];
    }
}
