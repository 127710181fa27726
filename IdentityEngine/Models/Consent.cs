namespace IdentityEngine.Models;

/// <summary>What a user allowed a client, to be remembered.</summary>
public class Consent
{
    public string SubjectId { get; set; } = null!;
    public string ClientId { get; set; } = null!;
    public IEnumerable<string>? Scopes { get; set; } = [];
    /// <summary>UTC.</summary>
    public DateTime CreationTime { get; set; }
    /// <summary>UTC; null: until it is revoked.</summary>
    public DateTime? Expiration { get; set; }
}
