using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>
/// A redirect of the authorization endpoint: 303, so that a form never travels on (RFC 9700 4.12), in no cache, and without an
/// address in Referer (RFC 9700 4.2.4).
/// </summary>
internal static class BrowserRedirect
{
    internal static void Write(HttpContext context, string location)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = location;
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
