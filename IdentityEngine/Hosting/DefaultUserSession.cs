using System.Security.Claims;
using System.Security.Cryptography;
using IdentityEngine.Configuration;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>The session lives in the ticket, which is in the sign-in cookie or in a store: no node remembers it.</summary>
internal sealed class DefaultUserSession(
    IHttpContextAccessor accessor, IdentityServerOptions options, CheckSessionCookie checkSession, IIssuerNameService issuer) : IUserSession
{
    private const int SessionIdBytes = 16;

    private HttpContext Context => accessor.HttpContext!;

    public async Task<string> CreateSessionIdAsync(ClaimsPrincipal principal, AuthenticationProperties properties, CancellationToken ct)
    {
        var current = await AuthenticateAsync();
        var continues = current.Principal is { } signedIn && SubjectOf(signedIn) == SubjectOf(principal);

        // Another user never inherits a session (session fixation).
        var sessionId = continues ? SessionProperties.SessionId(current.Properties) : null;
        sessionId ??= Convert.ToHexString(RandomNumberGenerator.GetBytes(SessionIdBytes));
        SessionProperties.SetSessionId(properties, sessionId);
        SessionProperties.SetIssuer(properties, await issuer.GetCurrentAsync(ct));
        if (continues)
        {
            // Whoever signs in again has not left the clients.
            SessionProperties.AddClients(properties, SessionProperties.Clients(current.Properties));
        }

        checkSession.Issue(Context, sessionId);
        return sessionId;
    }

    public async Task<ClaimsPrincipal?> GetUserAsync(CancellationToken ct) => (await AuthenticateAsync()).Principal!;

    public async Task<string?> GetSessionIdAsync(CancellationToken ct) => SessionProperties.SessionId((await AuthenticateAsync()).Properties)!;

    public async Task EnsureSessionIdCookieAsync(CancellationToken ct)
    {
        if (await GetSessionIdAsync(ct) is { } sessionId)
        {
            checkSession.Ensure(Context, sessionId);
        }
        else
        {
            checkSession.Remove(Context);
        }
    }

    public Task RemoveSessionIdCookieAsync(CancellationToken ct)
    {
        checkSession.Remove(Context);
        return Task.CompletedTask;
    }

    public async Task AddClientIdAsync(string clientId, CancellationToken ct)
    {
        var current = await AuthenticateAsync();
        if (current is not { Principal: { } user, Properties: { } properties })
        {
            return;
        }

        if (!SessionProperties.Clients(properties).Contains(clientId))
        {
            SessionProperties.AddClients(properties, clientId);
            await Context.SignInAsync(SessionCookie.SchemeOf(options), user, properties);
        }
    }

    public async Task<IReadOnlyCollection<string>> GetClientListAsync(CancellationToken ct) =>
        SessionProperties.Clients((await AuthenticateAsync()).Properties);

    /// <summary>The handler reads the cookie once a request, however often it is asked.</summary>
    private Task<AuthenticateResult> AuthenticateAsync() => Context.AuthenticateAsync(SessionCookie.SchemeOf(options));

    private static string? SubjectOf(ClaimsPrincipal principal) => principal.FindFirst(JwtClaimTypes.Subject)?.Value;
}
