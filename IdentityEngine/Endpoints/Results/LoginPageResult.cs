using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Sends the browser to the host's sign-in page, with the way back.</summary>
internal sealed class LoginPageResult(ValidatedAuthorizeRequest request) : EndpointResult<LoginPageResult>
{
    internal ValidatedAuthorizeRequest Request { get; } = request;
}

internal sealed class LoginPageResultWriter(IdentityServerOptions options, IServerUrls urls, FreshSignIn freshSignIn)
    : IHttpResponseWriter<LoginPageResult>
{
    public Task WriteHttpResponse(LoginPageResult result, HttpContext context)
    {
        var request = result.Request;
        var parameters = FreshSignIn.Matters(request) ? freshSignIn.Demand(request.Raw) : request.Raw;
        var returnUrl = $"{ProtocolRoutePaths.AuthorizeCallback}?{AuthorizeParameters.ToQuery(parameters)}";
        var page = InteractionUrl.Resolve(options.UserInteraction.LoginUrl, urls);

        // A sign-in page at another origin needs an absolute way back.
        returnUrl = (page.IsElsewhere ? urls.BaseUrl : urls.BasePath).TrimEnd('/') + returnUrl;
        BrowserRedirect.Write(
            context, QueryHelpers.AddQueryString(page.Url, options.UserInteraction.LoginReturnUrlParameter, returnUrl));
        return Task.CompletedTask;
    }
}
