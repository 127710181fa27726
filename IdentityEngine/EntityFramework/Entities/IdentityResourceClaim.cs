#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table IdentityResourceClaims.</summary>
internal sealed class IdentityResourceClaim
{
    public int Id { get; set; }
    public int IdentityResourceId { get; set; }
    public string Type { get; set; }
}
