using System.Security.Claims;
using IdentityEngine.Configuration;
using IdentityEngine.Extensions;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityEngine.Hosting;

/// <summary>
/// ASP.NET Core's authentication, and what signing in and out means for a session. Whoever signs out is out first: clients are told and
/// tokens are revoked afterwards.
/// </summary>
internal sealed class SessionAuthenticationService(
    IAuthenticationService inner, IAuthenticationSchemeProvider schemes, IServiceProvider services, IdentityServerOptions options)
    : IAuthenticationService
{
    public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) => inner.AuthenticateAsync(context, scheme);

    public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        inner.ChallengeAsync(context, scheme, properties);

    public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        inner.ForbidAsync(context, scheme, properties);

    public async Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties)
    {
        var name = scheme ?? (await schemes.GetDefaultSignInSchemeAsync())?.Name;
        if (name != SessionCookie.SchemeOf(options)
            || (await AuthenticateAsync(context, name)).Principal is not { } current
            || current.GetSubjectId() == principal.FindFirst(JwtClaimTypes.Subject)?.Value)
        {
            await inner.SignInAsync(context, scheme, principal, properties);
            return;
        }

        // Somebody else's session ends: nobody who knows its cookie may find themselves in the new one (session fixation).
        await SignOutAsync(context, name, null);
        await SignInAnewAsync(context, name, principal, properties);
    }

    public async Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
    {
        var name = scheme ?? (await schemes.GetDefaultSignOutSchemeAsync())?.Name;
        if (name != SessionCookie.SchemeOf(options))
        {
            await inner.SignOutAsync(context, scheme, properties);
            return;
        }

        var ended = await AuthenticateAsync(context, name);
        var clients = await FindClientsAsync(ended, context.RequestAborted);
        await inner.SignOutAsync(context, scheme, properties);
        var session = services.GetRequiredService<IUserSession>();
        await session.RemoveSessionIdCookieAsync(context.RequestAborted);
        if (ended is { Principal: { } user, Properties: { } ticket } && SessionProperties.SessionId(ticket) is { } sessionId)
        {
            // The session is gone by now: a browser that does not wait for the answer takes nothing of this back.
            await services.GetRequiredService<ISessionCoordinationService>()
                .ProcessLogoutAsync(Describe(user, ticket, sessionId, clients), CancellationToken.None);
        }
    }

    /// <summary>The handler that read the old session would keep its key; another one of this request reads that it is gone.</summary>
    private async Task SignInAnewAsync(HttpContext context, string name, ClaimsPrincipal principal, AuthenticationProperties? properties)
    {
        var scheme = (await schemes.GetSchemeAsync(name))!;
        var handler = (IAuthenticationSignInHandler)ActivatorUtilities.CreateInstance(services, scheme.HandlerType);
        await handler.InitializeAsync(scheme, context);
        await handler.SignInAsync(principal, properties);
    }

    /// <summary>As the stored session has them now: another window may have gone to one since this request began.</summary>
    private async Task<string[]> FindClientsAsync(AuthenticateResult session, CancellationToken ct)
    {
        var known = SessionProperties.Clients(session.Properties);
        if (session.Principal is not { } user || services.GetService<IServerSideTicketStore>() is not { } tickets)
            return known;
        var filter = new SessionFilter { SubjectId = user.GetSubjectId(), SessionId = SessionProperties.SessionId(session.Properties) };
        var stored = await tickets.GetSessionsAsync(filter, ct);
        return [.. known.Union(stored.SelectMany(one => one.ClientIds), StringComparer.Ordinal)];
    }

    private static UserSession Describe(ClaimsPrincipal user, AuthenticationProperties properties, string sessionId, string[] clients) => new()
    {
        SubjectId = user.GetSubjectId(),
        SessionId = sessionId,
        DisplayName = user.GetDisplayName(),
        Created = (properties.IssuedUtc ?? default).UtcDateTime,
        Renewed = (properties.IssuedUtc ?? default).UtcDateTime,
        Expires = properties.ExpiresUtc?.UtcDateTime,
        Issuer = SessionProperties.Issuer(properties),
        ClientIds = clients,
    };
}
