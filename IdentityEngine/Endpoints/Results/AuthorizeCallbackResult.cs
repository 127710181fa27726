using IdentityEngine.Hosting;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>
/// Takes a request that was posted to the callback, by GET: browsers withhold a sign-in cookie (SameSite=Lax) from another site's form,
/// and send it with the redirect.
/// </summary>
internal sealed class AuthorizeCallbackResult(ValidatedAuthorizeRequest request) : EndpointResult<AuthorizeCallbackResult>
{
    internal ValidatedAuthorizeRequest Request { get; } = request;
}

internal sealed class AuthorizeCallbackResultWriter(IServerUrls urls) : IHttpResponseWriter<AuthorizeCallbackResult>
{
    public Task WriteHttpResponse(AuthorizeCallbackResult result, HttpContext context)
    {
        var callback = urls.BasePath?.TrimEnd('/') + ProtocolRoutePaths.AuthorizeCallback;
        BrowserRedirect.Write(context, $"{callback}?{AuthorizeParameters.ToQuery(result.Request.Raw)}");
        return Task.CompletedTask;
    }
}
