namespace IdentityEngine.Models;

/// <summary>A row of table Keys.</summary>
public class SerializedKey
{
    public int Version { get; set; }
    /// <summary>The key's id: <c>kid</c> of what it signed.</summary>
    public string Id { get; set; } = null!;
    /// <summary>UTC.</summary>
    public DateTime Created { get; set; }
    public string Algorithm { get; set; } = null!;
    public bool IsX509Certificate { get; set; }
    /// <summary>The key as JSON, or the Data Protection string of that.</summary>
    public string Data { get; set; } = null!;
    public bool DataProtected { get; set; }
}
