using IdentityEngine.Configuration;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>
/// The cookie with the session id that the frame of OpenID Connect Session Management 1.0 section 3.2 watches. Scripts of this origin read
/// it; it signs nobody in.
/// </summary>
internal sealed class CheckSessionCookie(IdentityServerOptions options)
{
    private string Name => options.Authentication.CheckSessionCookieName;

    internal void Issue(HttpContext context, string sessionId)
    {
        if (options.Endpoints.EnableCheckSessionEndpoint)
        {
            context.Response.Cookies.Append(Name, sessionId, Attributes(context));
        }
    }

    internal void Ensure(HttpContext context, string sessionId)
    {
        if (context.Request.Cookies[Name] != sessionId)
        {
            Issue(context, sessionId);
        }
    }

    internal void Remove(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(Name))
        {
            context.Response.Cookies.Delete(Name, Attributes(context));
        }
    }

#pragma warning disable S2092, S3330 // Scripts have to read it (section 3.2), and Secure follows the request, as for the session itself.
    private CookieOptions Attributes(HttpContext context) => new()
    {
        Domain = options.Authentication.CheckSessionCookieDomain,
        HttpOnly = false,
        IsEssential = true,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        SameSite = options.Authentication.CheckSessionCookieSameSiteMode,
        Secure = context.Request.IsHttps,
    };
#pragma warning restore S2092, S3330
}
