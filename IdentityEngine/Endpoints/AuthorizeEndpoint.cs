using System.Collections.Specialized;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>The authorization endpoint (RFC 6749 3.1): GET and POST (OpenID Connect Core 3.1.2.1).</summary>
internal sealed class AuthorizeEndpoint(AuthorizeRequestHandler handler) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        NameValueCollection parameters;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            parameters = AuthorizeRequestHandler.ReadQuery(context.Request);
        }
        else if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, POST";
            return new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
        else if (!FormRequest.IsForm(context.Request))
        {
            return new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
        }
        else
        {
            parameters = await FormRequest.ReadParametersAsync(context.Request, context.RequestAborted);
        }

        // Only a return URL of ours may say that a sign-in was asked for.
        parameters.Remove(AuthorizeParameters.FreshSignIn);
        return await handler.HandleAsync(
            parameters, context.TraceIdentifier, context.RequestAborted, isPosted: HttpMethods.IsPost(context.Request.Method));
    }
}
