using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>What of a request to sign out can be believed.</summary>
internal sealed class ValidatedEndSessionRequest
{
    /// <summary>The client that asked; null if it is unknown, disabled, or contradicts its own ID token.</summary>
    public Client? Client { get; set; }

    /// <summary>One of the client's own, or null.</summary>
    public string? PostLogoutRedirectUri { get; set; }
    public string? State { get; set; }
    public string? UiLocales { get; set; }

    /// <summary>Of the ID token, which this server signed for the client; null without one.</summary>
    public string? HintedSubjectId { get; set; }
    public string? HintedSessionId { get; set; }
}
