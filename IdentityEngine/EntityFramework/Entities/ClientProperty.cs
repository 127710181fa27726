#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientProperties.</summary>
internal sealed class ClientProperty
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public string Key { get; set; }
    public string Value { get; set; }
}
