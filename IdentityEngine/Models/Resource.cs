namespace IdentityEngine.Models;

/// <summary>What API resources, API scopes and identity resources have in common.</summary>
public abstract class Resource
{
    /// <summary>A disabled resource does not exist for any client.</summary>
    public bool Enabled { get; set; } = true;
    public string Name { get; set; } = null!;
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public bool ShowInDiscoveryDocument { get; set; } = true;
    /// <summary>Types of the user's claims that go into a token for this resource.</summary>
    public ICollection<string> UserClaims { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    public IDictionary<string, string> Properties { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
