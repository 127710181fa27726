using IdentityHost.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace IdentityHost.Cookies;

internal static class GuardedCookies
{
    /// <summary>
    /// Gives every cookie the name and attributes that its scheme allows, and takes none that somebody else may have set. Whoever writes or reads
    /// one, engine or page, knows it by its name without the prefix. The cookie that clients' frames watch is the exception: a script reads it by
    /// its whole name.
    /// </summary>
    public static void UseGuardedCookies(this IApplicationBuilder app)
    {
        var authentication = app.ApplicationServices.GetRequiredService<IOptions<IdentityServerOptions>>().Value.Authentication;
        var watched = authentication.CheckSessionCookieName;
        var session = app.ApplicationServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(authentication.CookieAuthenticationScheme ?? IdentityServerConstants.DefaultCookieAuthenticationScheme).Cookie.Name;
        app.UseCookiePolicy(new CookiePolicyOptions
        {
            OnAppendCookie = cookie =>
            {
                // The handler that read the old key may want to prolong it.
                if (cookie.CookieName == session && SessionRenewal.IsDone(cookie.Context))
                    cookie.IssueCookie = false;
                cookie.CookieName = Guard(cookie.CookieName, cookie.Context, cookie.CookieOptions);
            },
            OnDeleteCookie = cookie => cookie.CookieName = Guard(cookie.CookieName, cookie.Context, cookie.CookieOptions),
        });
        app.Use((context, next) =>
        {
            if (CookiePrefix.Of(context.Request) is { } prefix)
            {
                var received = new ReceivedCookies(context.Request.Headers.Cookie, prefix, watched);
                context.Features.Set<IRequestCookiesFeature>(new RequestCookiesFeature(received));
            }

            return next(context);
        });

        string Guard(string name, HttpContext context, CookieOptions options)
        {
            // Of an answered consent, Duende deletes the cookie without any.
            if (options.SameSite == SameSiteMode.Unspecified)
                options.SameSite = SameSiteMode.Lax;
            var prefix = CookiePrefix.Of(context.Request);
            if (name == watched)
            {
                // SameSite=None without Secure is refused.
                if (prefix is null)
                    options.SameSite = SameSiteMode.Lax;
                else
                    CookiePrefix.Demand(WatchedPrefix(name, prefix), options);
                return name;
            }

            if (prefix is null)
                return name;
            CookiePrefix.Demand(prefix, options);
            return prefix + name;
        }
    }

    /// <summary>The cookie's name is set once, by the issuer's scheme, for requests of every kind.</summary>
    private static string WatchedPrefix(string name, string prefix) =>
        name.StartsWith(CookiePrefix.Host, StringComparison.Ordinal) ? CookiePrefix.Host : prefix;
}
