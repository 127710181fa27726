using Microsoft.Extensions.Options;

namespace IdentityHost.Sessions;

internal static class SessionCookiePolicy
{
    /// <summary>
    /// The cookie that clients' frames watch is SameSite=None, which browsers refuse without Secure: over HTTP, on loopback, it is Lax. A cookie that
    /// says nothing, such as that of an answered consent when Duende deletes it, is Lax as well, and every one is Secure under HTTPS.
    /// </summary>
    public static void UseSessionCookiePolicy(this IApplicationBuilder app)
    {
        var watched = app.ApplicationServices.GetRequiredService<IOptions<IdentityServerOptions>>().Value.Authentication.CheckSessionCookieName;
        app.UseCookiePolicy(new CookiePolicyOptions
        {
            OnAppendCookie = cookie => AdaptToScheme(cookie.CookieName, cookie.Context, cookie.CookieOptions),
            OnDeleteCookie = cookie => AdaptToScheme(cookie.CookieName, cookie.Context, cookie.CookieOptions),
        });

        void AdaptToScheme(string name, HttpContext context, CookieOptions options)
        {
            if (options.SameSite == SameSiteMode.Unspecified || (name == watched && !context.Request.IsHttps))
                options.SameSite = SameSiteMode.Lax;
            options.Secure |= context.Request.IsHttps;
        }
    }
}
