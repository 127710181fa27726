#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ApiScopes.</summary>
internal sealed class ApiScope
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
    public DateTime? LastAccessed { get; set; }
    public bool NonEditable { get; set; }

    public List<ApiScopeClaim> UserClaims { get; set; } = [];
    public List<ApiScopeProperty> Properties { get; set; } = [];
}
