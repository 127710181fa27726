using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

internal static class ResponseHeaders
{
    /// <summary>RFC 6749 5.1: nothing that holds or tells about a token is cached.</summary>
    public static void ForbidCaching(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store, no-cache, max-age=0";
        response.Headers.Pragma = "no-cache";
    }
}
