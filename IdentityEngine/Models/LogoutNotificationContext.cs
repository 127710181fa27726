namespace IdentityEngine.Models;

/// <summary>A session that ended, and the clients that want to know.</summary>
public class LogoutNotificationContext
{
    public string SubjectId { get; set; } = null!;
    public string SessionId { get; set; } = null!;
    /// <summary>The issuer of the tokens of that session; null: that of the request that is answered.</summary>
    public string? Issuer { get; set; }
    public IReadOnlyCollection<string> ClientIds { get; set; } = null!;
}
