namespace IdentityEngine.Services;

/// <summary>Which sessions end (those that match every member that is set), and what ends with them.</summary>
public class RemoveSessionsContext
{
    public string? SubjectId { get; set; }
    public string? SessionId { get; set; }
    /// <summary>Whose tokens and consents are revoked and who is notified; null or empty: every client.</summary>
    public IReadOnlyCollection<string>? ClientIds { get; set; }
    public bool RemoveServerSideSession { get; set; } = true;
    public bool SendBackchannelLogoutNotification { get; set; } = true;
    public bool RevokeTokens { get; set; } = true;
    public bool RevokeConsents { get; set; } = true;
}
