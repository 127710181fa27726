#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ApiScopeClaims.</summary>
internal sealed class ApiScopeClaim
{
    public int Id { get; set; }
    public int ScopeId { get; set; }
    public string Type { get; set; }
}
