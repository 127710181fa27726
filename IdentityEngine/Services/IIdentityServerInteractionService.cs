#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>What pages need to know of the request for whose sake they are shown.</summary>
public interface IIdentityServerInteractionService
{
    /// <summary>The authorization request to which a page's return URL leads; null if it is not such a URL.</summary>
    Task<AuthorizationRequest> GetAuthorizationContextAsync(string returnUrl, CancellationToken ct);
    /// <summary>Whether a page may redirect there: only to this server's own authorization endpoint.</summary>
    bool IsValidReturnUrl(string returnUrl);
    /// <summary>What the error page shows; null if the id is not one of ours.</summary>
    Task<ErrorMessage> GetErrorContextAsync(string errorId, CancellationToken ct);
    /// <summary>Ends the authorization request: once the page redirects to its return URL, the client gets the error.</summary>
    Task DenyAuthorizationAsync(AuthorizationRequest request, InteractionError error, CancellationToken ct, string errorDescription = null);
}
