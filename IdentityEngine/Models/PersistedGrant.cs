namespace IdentityEngine.Models;

/// <summary>A row of table PersistedGrants.</summary>
public class PersistedGrant
{
    /// <summary>A hash of the handle; the handle itself is stored nowhere.</summary>
    public string Key { get; set; } = null!;
    public string Type { get; set; } = null!;
    public string SubjectId { get; set; } = null!;
    public string? SessionId { get; set; }
    public string ClientId { get; set; } = null!;
    public string? Description { get; set; }
    /// <summary>UTC.</summary>
    public DateTime CreationTime { get; set; }
    /// <summary>UTC.</summary>
    public DateTime? Expiration { get; set; }
    /// <summary>UTC.</summary>
    public DateTime? ConsumedTime { get; set; }
    /// <summary>The payload, as <see cref="Stores.Serialization.IPersistentGrantSerializer"/> wrote it.</summary>
    public string Data { get; set; } = null!;
}
