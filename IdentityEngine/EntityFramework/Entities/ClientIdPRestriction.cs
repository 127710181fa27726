#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientIdPRestrictions.</summary>
internal sealed class ClientIdPRestriction
{
    public int Id { get; set; }
    public string Provider { get; set; }
    public int ClientId { get; set; }
}
