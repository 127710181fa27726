#nullable disable

namespace IdentityEngine.Stores.Serialization;

/// <summary>How grants are stored.</summary>
public class PersistentGrantOptions
{
    /// <summary>Whether payloads are encrypted by Data Protection. Both kinds are read, whatever this says.</summary>
    public bool DataProtectData { get; set; } = true;
}
