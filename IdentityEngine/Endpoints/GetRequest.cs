using System.Net;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

internal static class GetRequest
{
    /// <summary>405 unless it only reads (RFC 9110 section 9.3); else null.</summary>
    internal static IEndpointResult? Refuse(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return null;

        context.Response.Headers.Allow = $"{HttpMethods.Get}, {HttpMethods.Head}";
        return new StatusCodeResult(HttpStatusCode.MethodNotAllowed);
    }
}
