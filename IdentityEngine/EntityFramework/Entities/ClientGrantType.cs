#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientGrantTypes.</summary>
internal sealed class ClientGrantType
{
    public int Id { get; set; }
    public string GrantType { get; set; }
    public int ClientId { get; set; }
}
