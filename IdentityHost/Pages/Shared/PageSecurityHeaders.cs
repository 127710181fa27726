using Microsoft.AspNetCore.Mvc.Filters;

namespace IdentityHost.Pages.Shared;

/// <summary>
/// Headers of every page: nothing of another origin is loaded, no script runs but that of passkeys where it is needed, nobody frames it,
/// nothing is kept.
/// </summary>
internal sealed class PageSecurityHeaders : IAlwaysRunResultFilter
{
    private static readonly object FormTargetsKey = new();
    private static readonly object FramesKey = new();
    private static readonly object ImageOriginKey = new();

    public void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self'" + context.HttpContext.Items[ImageOriginKey]
            + (context.Controller is IPasskeyPage ? "; script-src 'self'; connect-src 'self'" : "")
            + "; base-uri 'none'; frame-ancestors 'none'; form-action 'self'" + context.HttpContext.Items[FormTargetsKey]
            + context.HttpContext.Items[FramesKey];
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        headers.AppendCommaSeparatedValues("Vary", "Accept-Language");
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
        // Nothing to do: headers are set before the answer starts.
    }

    /// <summary>The page has a frame of this server's own (OpenID Connect Front-Channel Logout 1.0 section 3).</summary>
    internal static void AllowOwnFrame(HttpContext context) => context.Items[FramesKey] = "; frame-src 'self'";

    /// <summary>
    /// The sign-in form ends at the client, and Chromium holds every redirect on the way there to <c>form-action</c>. Which https origins
    /// a client passes the browser through is the client's affair; any other scheme or a plain http origin is allowed only if it is that
    /// of the proven redirect URI.
    /// </summary>
    internal static void AllowFormToReach(HttpContext context, string redirectUri)
    {
        var uri = new Uri(redirectUri);
        var own = uri.Scheme switch
        {
            "https" => "",
            "http" => " " + uri.GetLeftPart(UriPartial.Authority),
            _ => $" {uri.Scheme}:",
        };
        context.Items[FormTargetsKey] = " https:" + own;
    }

    /// <summary>Lets this page show the picture of a client, which lies where the client is.</summary>
    internal static void AllowImagesOf(HttpContext context, Uri picture) =>
        context.Items[ImageOriginKey] = " " + picture.GetLeftPart(UriPartial.Authority);
}
