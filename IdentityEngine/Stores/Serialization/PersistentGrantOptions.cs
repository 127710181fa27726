namespace IdentityEngine.Stores.Serialization;

/// <summary>How grants are stored.</summary>
public class PersistentGrantOptions
{
    /// <summary>Whether payloads are encrypted by Data Protection. Both kinds are read, whatever this says.</summary>
    public bool DataProtectData { get; set; } = true;
    /// <summary>
    /// Whether a refresh token that is good once is removed when it is used. Else it is marked as consumed, so that its reuse can be told from
    /// an unknown token.
    /// </summary>
    public bool DeleteOneTimeOnlyRefreshTokensOnUse { get; set; } = true;
}
