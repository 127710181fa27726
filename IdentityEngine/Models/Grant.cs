namespace IdentityEngine.Models;

/// <summary>What a client has of a user, summed up over everything that is stored for the two.</summary>
public class Grant
{
    public string SubjectId { get; set; } = null!;
    public string ClientId { get; set; } = null!;
    public string? Description { get; set; }
    public IEnumerable<string> Scopes { get; set; } = [];
    /// <summary>UTC; the earliest.</summary>
    public DateTime CreationTime { get; set; }
    /// <summary>UTC; the latest. Null: there is no end.</summary>
    public DateTime? Expiration { get; set; }
}
