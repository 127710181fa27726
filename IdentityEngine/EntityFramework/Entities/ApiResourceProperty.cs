#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ApiResourceProperties.</summary>
internal sealed class ApiResourceProperty
{
    public int Id { get; set; }
    public int ApiResourceId { get; set; }
    public string Key { get; set; }
    public string Value { get; set; }
}
