#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table IdentityResources.</summary>
internal sealed class IdentityResource
{
    public int Id { get; set; }
    public bool Enabled { get; set; } = true;
    public string Name { get; set; }
    public string DisplayName { get; set; }
    public string Description { get; set; }
    public bool Required { get; set; }
    public bool Emphasize { get; set; }
    public bool ShowInDiscoveryDocument { get; set; } = true;
    public DateTime Created { get; set; }
    public DateTime? Updated { get; set; }
    public bool NonEditable { get; set; }

    public List<IdentityResourceClaim> UserClaims { get; set; } = [];
    public List<IdentityResourceProperty> Properties { get; set; } = [];
}
