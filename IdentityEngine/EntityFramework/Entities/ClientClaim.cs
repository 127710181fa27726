#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientClaims.</summary>
internal sealed class ClientClaim
{
    public int Id { get; set; }
    public string Type { get; set; }
    public string Value { get; set; }
    public int ClientId { get; set; }
}
