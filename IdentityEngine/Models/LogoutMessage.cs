namespace IdentityEngine.Models;

/// <summary>A request to sign out, on its way from the end session endpoint to the page.</summary>
public class LogoutMessage
{
    /// <summary>The client that asked; null if it was not proven.</summary>
    public string? ClientId { get; set; }
    public string? ClientName { get; set; }
    /// <summary>Where the browser may go afterwards, with the client's <c>state</c>; null: nowhere.</summary>
    public string? PostLogoutRedirectUri { get; set; }
    /// <summary>Who is meant: of the ID token that the client sent, or who is signed in.</summary>
    public string? SubjectId { get; set; }
    public string? SessionId { get; set; }
    /// <summary>The clients that the user went to in that session.</summary>
    public IReadOnlyCollection<string>? ClientIds { get; set; }
    public string? UiLocales { get; set; }
    /// <summary>Whether the user has to be asked, because nothing proved that the client means this session.</summary>
    public bool RequiresConfirmation { get; set; }
}
