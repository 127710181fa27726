using IdentityEngine.Models;

namespace IdentityEngine.ResponseHandling;

/// <summary>The protocol's name of what the user decided on a page (RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6).</summary>
internal static class InteractionErrors
{
    internal static OAuthError Of(InteractionError error, string? description)
    {
        var code = error switch
        {
            InteractionError.AccessDenied => OAuthErrors.AccessDenied,
            InteractionError.InteractionRequired => OAuthErrors.InteractionRequired,
            InteractionError.LoginRequired => OAuthErrors.LoginRequired,
            InteractionError.AccountSelectionRequired => OAuthErrors.AccountSelectionRequired,
            InteractionError.ConsentRequired => OAuthErrors.ConsentRequired,
            InteractionError.TemporarilyUnavailable => OAuthErrors.TemporarilyUnavailable,
            InteractionError.UnmetAuthenticationRequirements => AuthorizeErrors.UnmetAuthenticationRequirements,
            _ => throw new ArgumentOutOfRangeException(nameof(error)),
        };
        return new OAuthError(code, description);
    }
}
