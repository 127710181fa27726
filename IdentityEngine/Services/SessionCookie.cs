using System.Globalization;
using System.Security.Claims;
using IdentityEngine.Configuration;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityEngine.Services;

/// <summary>Sets up the sign-in cookie, and completes what is signed in with it.</summary>
internal sealed class SessionCookie(IdentityServerOptions options, TimeProvider time, TicketStoreOfRequest? tickets = null)
    : IConfigureNamedOptions<CookieAuthenticationOptions>, IPostConfigureOptions<CookieAuthenticationOptions>
{
    private const string LocalMethod = "pwd";
    private const string ExternalMethod = "external";

    internal static string SchemeOf(IdentityServerOptions options) =>
        options.Authentication.CookieAuthenticationScheme ?? IdentityServerConstants.DefaultCookieAuthenticationScheme;

    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, CookieAuthenticationOptions cookie)
    {
        // A scheme of the host's is the host's to set up.
        if (name != IdentityServerConstants.DefaultCookieAuthenticationScheme)
        {
            return;
        }

        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.IsEssential = true;
        cookie.Cookie.SameSite = options.Authentication.CookieSameSiteMode;
        cookie.ExpireTimeSpan = options.Authentication.CookieLifetime;
        cookie.SlidingExpiration = options.Authentication.CookieSlidingExpiration;
        cookie.ReturnUrlParameter = options.UserInteraction.LoginReturnUrlParameter!;
        if (options.UserInteraction.LoginUrl is { } page && page.StartsWith('/'))
        {
            cookie.LoginPath = page;
        }
    }

    public void PostConfigure(string? name, CookieAuthenticationOptions cookie)
    {
        if (name != SchemeOf(options) || cookie.Events is null)
        {
            return;
        }

        if (tickets is not null)
        {
            cookie.SessionStore = tickets;
        }

        var next = cookie.Events.OnSigningIn;
        cookie.Events.OnSigningIn = async context =>
        {
            context.Principal = Complete(context.Principal!);
            SessionProperties.MarkSignIn(context.Properties);
            var session = context.HttpContext.RequestServices.GetRequiredService<IUserSession>();
            await session.CreateSessionIdAsync(context.Principal, context.Properties, context.HttpContext.RequestAborted);
            await next(context);
        };
    }

    /// <summary>Adds what every token about the user needs and a sign-in page may leave out: provider, method and time.</summary>
    private ClaimsPrincipal Complete(ClaimsPrincipal principal)
    {
        var identity = principal.Identities.First();
        if (!identity.HasClaim(claim => claim.Type == JwtClaimTypes.Subject))
        {
            throw new InvalidOperationException("Who signs in needs a claim 'sub'.");
        }

        var provider = identity.FindFirst(JwtClaimTypes.IdentityProvider)?.Value;
        if (provider is null)
        {
            provider = IdentityServerConstants.LocalIdentityProvider;
            identity.AddClaim(new Claim(JwtClaimTypes.IdentityProvider, provider));
        }

        if (!identity.HasClaim(claim => claim.Type == JwtClaimTypes.AuthenticationMethod))
        {
            var method = provider == IdentityServerConstants.LocalIdentityProvider ? LocalMethod : ExternalMethod;
            identity.AddClaim(new Claim(JwtClaimTypes.AuthenticationMethod, method));
        }

        if (!identity.HasClaim(claim => claim.Type == JwtClaimTypes.AuthenticationTime))
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            identity.AddClaim(new Claim(JwtClaimTypes.AuthenticationTime, now, ClaimValueTypes.Integer64));
        }

        return principal;
    }
}
