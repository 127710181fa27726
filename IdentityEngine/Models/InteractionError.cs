namespace IdentityEngine.Models;

/// <summary>Why a page ends an authorization request without granting it (OpenID Connect Core 1.0 section 3.1.2.6).</summary>
public enum InteractionError
{
    AccessDenied,
    InteractionRequired,
    LoginRequired,
    AccountSelectionRequired,
    ConsentRequired,
    TemporarilyUnavailable,
    UnmetAuthenticationRequirements,
}
