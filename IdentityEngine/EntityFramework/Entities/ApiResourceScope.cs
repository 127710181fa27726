#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ApiResourceScopes.</summary>
internal sealed class ApiResourceScope
{
    public int Id { get; set; }
    public string Scope { get; set; }
    public int ApiResourceId { get; set; }
}
