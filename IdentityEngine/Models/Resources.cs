namespace IdentityEngine.Models;

/// <summary>A set of resources.</summary>
public class Resources
{
    public Resources()
    {
    }

    public Resources(Resources other)
    {
        ArgumentNullException.ThrowIfNull(other);

        OfflineAccess = other.OfflineAccess;
        IdentityResources = [.. other.IdentityResources];
        ApiResources = [.. other.ApiResources];
        ApiScopes = [.. other.ApiScopes];
    }

    public Resources(
        IEnumerable<IdentityResource>? identityResources,
        IEnumerable<ApiResource>? apiResources,
        IEnumerable<ApiScope>? apiScopes)
    {
        IdentityResources = [.. identityResources ?? []];
        ApiResources = [.. apiResources ?? []];
        ApiScopes = [.. apiScopes ?? []];
    }

    /// <summary>Whether <c>offline_access</c> is among them (OpenID Connect Core 1.0 section 11): it is no resource, but a wish.</summary>
    public bool OfflineAccess { get; set; }
    public ICollection<IdentityResource> IdentityResources { get; set; } = new HashSet<IdentityResource>();
    public ICollection<ApiResource> ApiResources { get; set; } = new HashSet<ApiResource>();
    public ICollection<ApiScope> ApiScopes { get; set; } = new HashSet<ApiScope>();

    internal IEnumerable<string> ScopeNames() =>
        IdentityResources.Select(resource => resource.Name)
            .Concat(ApiScopes.Select(scope => scope.Name))
            .Concat(OfflineAccess ? [IdentityServerConstants.StandardScopes.OfflineAccess] : []);
}
