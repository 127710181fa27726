#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientCorsOrigins.</summary>
internal sealed class ClientCorsOrigin
{
    public int Id { get; set; }
    public string Origin { get; set; }
    public int ClientId { get; set; }
}
