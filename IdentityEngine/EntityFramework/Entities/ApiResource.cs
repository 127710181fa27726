#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ApiResources.</summary>
internal sealed class ApiResource
{
    public int Id { get; set; }
    public bool Enabled { get; set; } = true;
    public string Name { get; set; }
    public string DisplayName { get; set; }
    public string Description { get; set; }
    public string AllowedAccessTokenSigningAlgorithms { get; set; }
    public bool ShowInDiscoveryDocument { get; set; } = true;
    public bool RequireResourceIndicator { get; set; }
    public DateTime Created { get; set; }
    public DateTime? Updated { get; set; }
    public DateTime? LastAccessed { get; set; }
    public bool NonEditable { get; set; }

    public List<ApiResourceSecret> Secrets { get; set; } = [];
    public List<ApiResourceScope> Scopes { get; set; } = [];
    public List<ApiResourceClaim> UserClaims { get; set; } = [];
    public List<ApiResourceProperty> Properties { get; set; } = [];
}
