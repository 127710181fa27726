#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table IdentityResourceProperties.</summary>
internal sealed class IdentityResourceProperty
{
    public int Id { get; set; }
    public int IdentityResourceId { get; set; }
    public string Key { get; set; }
    public string Value { get; set; }
}
