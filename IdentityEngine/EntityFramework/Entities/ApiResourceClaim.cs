#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ApiResourceClaims.</summary>
internal sealed class ApiResourceClaim
{
    public int Id { get; set; }
    public int ApiResourceId { get; set; }
    public string Type { get; set; }
}
