namespace IdentityHost.Pages.Account;

/// <summary>
/// Holds the token of a link that somebody followed, so that it leaves the address bar, the history and every log at once: the page
/// stores it and redirects to its own address without it.
/// </summary>
internal static class LinkCookie
{
    internal static void Write(HttpContext context, string name, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(name, token, Options(context, lifetime));

    internal static string? Read(HttpContext context, string name) => context.Request.Cookies[name];

    internal static void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(name, Options(context, null));

#pragma warning disable S2092 // Secure wherever the page is; plain HTTP is answered on loopback only.
    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = lifetime,
        Path = context.Request.PathBase + context.Request.Path,
        // Not Strict: the redirect follows a link in somebody's web mail, another site.
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
#pragma warning restore S2092
}
