using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Keeps the lifetime of tokens together with that of the session in which they were issued.</summary>
public interface ISessionCoordinationService
{
    /// <summary>The user signed out: revokes the tokens of clients that asked for it, and notifies clients.</summary>
    Task ProcessLogoutAsync(UserSession session, CancellationToken ct);
    /// <summary>The session's time is over: does the same, as the options say.</summary>
    Task ProcessExpirationAsync(UserSession session, CancellationToken ct);
    /// <summary>Whether a token may still be used as far as its session is concerned.</summary>
    Task<bool> ValidateSessionAsync(SessionValidationRequest request, CancellationToken ct);
}
