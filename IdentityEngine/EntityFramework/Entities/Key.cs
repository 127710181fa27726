#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table Keys.</summary>
internal sealed class Key
{
    public string Id { get; set; }
    public int Version { get; set; }
    public DateTime Created { get; set; }
    public string Use { get; set; }
    public string Algorithm { get; set; }
    public bool IsX509Certificate { get; set; }
    public bool DataProtected { get; set; }
    public string Data { get; set; }
}
