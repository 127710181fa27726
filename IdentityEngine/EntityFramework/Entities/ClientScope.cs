#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientScopes.</summary>
internal sealed class ClientScope
{
    public int Id { get; set; }
    public string Scope { get; set; }
    public int ClientId { get; set; }
}
