using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>What pages need to know of the request for whose sake they are shown.</summary>
public interface IIdentityServerInteractionService
{
    /// <summary>The authorization request to which a page's return URL leads; null if it is not such a URL.</summary>
    Task<AuthorizationRequest?> GetAuthorizationContextAsync(string? returnUrl, CancellationToken ct);
    /// <summary>Whether a page may redirect there: only to this server's own authorization endpoint.</summary>
    bool IsValidReturnUrl(string? returnUrl);
    /// <summary>What the error page shows; null if the id is not one of ours.</summary>
    Task<ErrorMessage?> GetErrorContextAsync(string? errorId, CancellationToken ct);
    /// <summary>Answers the authorization request: once the page redirects to its return URL, the client gets what was allowed.</summary>
    /// <param name="request">What <see cref="GetAuthorizationContextAsync"/> returned.</param>
    /// <param name="consent">Scopes of the request, or an error.</param>
    /// <param name="ct">The request was given up.</param>
    /// <param name="subject">Who answers; null: who is signed in.</param>
    /// <exception cref="InvalidOperationException">Something is allowed, and nobody is signed in.</exception>
    Task GrantConsentAsync(AuthorizationRequest request, ConsentResponse consent, CancellationToken ct, string? subject = null);
    /// <summary>Ends the authorization request: once the page redirects to its return URL, the client gets the error.</summary>
    Task DenyAuthorizationAsync(AuthorizationRequest request, InteractionError error, CancellationToken ct, string? errorDescription = null);
    /// <summary>What clients have of the user who is signed in; nothing if nobody is.</summary>
    Task<IReadOnlyCollection<Grant>> GetAllUserGrantsAsync(CancellationToken ct);
    /// <summary>Takes away everything that a client has of the user who is signed in: consent, codes and tokens.</summary>
    Task RevokeUserConsentAsync(string? clientId, CancellationToken ct);
    /// <summary>What the sign-out page has to do. An id that is none of ours, or none: the user has to be asked.</summary>
    Task<LogoutRequest> GetLogoutContextAsync(string? logoutId, CancellationToken ct);
    /// <summary>Before a sign-out: an id that still tells afterwards which clients to notify; null if there are none.</summary>
    Task<string?> CreateLogoutContextAsync(CancellationToken ct);
    /// <summary>Takes away the codes and tokens that were issued in the session of the user who is signed in.</summary>
    Task RevokeTokensForCurrentSessionAsync(CancellationToken ct);
}
