#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ApiScopeProperties.</summary>
internal sealed class ApiScopeProperty
{
    public int Id { get; set; }
    public int ScopeId { get; set; }
    public string Key { get; set; }
    public string Value { get; set; }
}
