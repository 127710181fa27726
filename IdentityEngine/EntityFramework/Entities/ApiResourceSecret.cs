#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ApiResourceSecrets.</summary>
internal sealed class ApiResourceSecret
{
    public int Id { get; set; }
    public int ApiResourceId { get; set; }
    public string Description { get; set; }
    public string Value { get; set; }
    public DateTime? Expiration { get; set; }
    public string Type { get; set; } = "SharedSecret";
    public DateTime Created { get; set; }
}
