namespace IdentityEngine.Models;

/// <summary>What the sign-out page needs to know.</summary>
public class LogoutRequest
{
    public LogoutRequest(string iframeUrl, LogoutMessage? message)
    {
        SignOutIFrameUrl = iframeUrl;
        RequiresConfirmation = message is null || message.RequiresConfirmation;
        if (message is not null)
        {
            ClientId = message.ClientId;
            ClientName = message.ClientName;
            PostLogoutRedirectUri = message.PostLogoutRedirectUri;
            SubjectId = message.SubjectId;
            SessionId = message.SessionId;
            ClientIds = message.ClientIds;
            UiLocales = message.UiLocales;
        }
    }

    public string? ClientId { get; set; }
    public string? ClientName { get; set; }
    /// <summary>Where the browser may go afterwards; null: nowhere.</summary>
    public string? PostLogoutRedirectUri { get; set; }
    public string? SubjectId { get; set; }
    public string? SessionId { get; set; }
    public IReadOnlyCollection<string>? ClientIds { get; set; }
    public string? UiLocales { get; set; }
    public bool RequiresConfirmation { get; set; }
    /// <summary>To be shown in a hidden frame once the user is signed out: it notifies clients (front-channel); null: none wants it.</summary>
    public string? SignOutIFrameUrl { get; set; }
    /// <summary>Whether the user has to be asked before they are signed out.</summary>
    public bool ShowSignoutPrompt => RequiresConfirmation;
}
