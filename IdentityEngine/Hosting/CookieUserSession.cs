using System.Security.Claims;
using System.Security.Cryptography;
using IdentityEngine.Configuration;
using IdentityEngine.Services;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>The session lives in the sign-in cookie: no node remembers it.</summary>
internal sealed class CookieUserSession(IHttpContextAccessor accessor, IdentityServerOptions options) : IUserSession
{
    private const string SessionIdItem = "session_id";
    private const int SessionIdBytes = 16;

    public async Task<string> CreateSessionIdAsync(ClaimsPrincipal principal, AuthenticationProperties properties, CancellationToken ct)
    {
        var current = await AuthenticateAsync();
        var continues = current.Principal is { } signedIn && SubjectOf(signedIn) == SubjectOf(principal);

        // Another user never inherits a session (session fixation).
        var sessionId = continues ? current.Properties?.GetString(SessionIdItem) : null;
        sessionId ??= Convert.ToHexString(RandomNumberGenerator.GetBytes(SessionIdBytes));
        properties.SetString(SessionIdItem, sessionId);
        return sessionId;
    }

    public async Task<ClaimsPrincipal> GetUserAsync(CancellationToken ct) => (await AuthenticateAsync()).Principal!;

    public async Task<string> GetSessionIdAsync(CancellationToken ct) =>
        (await AuthenticateAsync()).Properties?.GetString(SessionIdItem)!;

    /// <summary>The handler reads the cookie once a request, however often it is asked.</summary>
    private Task<AuthenticateResult> AuthenticateAsync() =>
        accessor.HttpContext!.AuthenticateAsync(SessionCookie.SchemeOf(options));

    private static string? SubjectOf(ClaimsPrincipal principal) => principal.FindFirst(JwtClaimTypes.Subject)?.Value;
}
