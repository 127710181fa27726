#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientSecrets.</summary>
internal sealed class ClientSecret
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public string Description { get; set; }
    public string Value { get; set; }
    public DateTime? Expiration { get; set; }
    public string Type { get; set; } = "SharedSecret";
    public DateTime Created { get; set; }
}
