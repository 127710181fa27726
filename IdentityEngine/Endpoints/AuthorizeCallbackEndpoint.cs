using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>
/// Where the browser comes back to from a page. The whole request is in its query again and is validated again: nothing is
/// taken over from the first time, so any node can serve it.
/// </summary>
internal sealed class AuthorizeCallbackEndpoint(AuthorizeRequestHandler handler) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Get;
            return new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }

        var parameters = AuthorizeRequestHandler.ReadQuery(context.Request);
        return await handler.HandleAsync(parameters, context.TraceIdentifier, context.RequestAborted, fromPage: true);
    }
}
