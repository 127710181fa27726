using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace IdentityEngine.Services;

/// <summary>The signed-in user of the current request, and the session.</summary>
public interface IUserSession
{
    /// <summary>Called at sign-in: keeps the session id of a user who signs in again, makes one otherwise, and returns it.</summary>
    Task<string> CreateSessionIdAsync(ClaimsPrincipal principal, AuthenticationProperties properties, CancellationToken ct);
    /// <summary>The user; null if nobody is signed in.</summary>
    Task<ClaimsPrincipal?> GetUserAsync(CancellationToken ct);
    Task<string?> GetSessionIdAsync(CancellationToken ct);
    /// <summary>Makes the cookie that clients' frames watch say what session this is, or that there is none.</summary>
    Task EnsureSessionIdCookieAsync(CancellationToken ct);
    Task RemoveSessionIdCookieAsync(CancellationToken ct);
    /// <summary>Remembers that the user went to a client in this session.</summary>
    Task AddClientIdAsync(string clientId, CancellationToken ct);
    /// <summary>The clients that the user went to in this session.</summary>
    Task<IReadOnlyCollection<string>> GetClientListAsync(CancellationToken ct);
}
