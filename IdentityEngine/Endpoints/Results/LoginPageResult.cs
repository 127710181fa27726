using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

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
        var pages = options.UserInteraction;
        var request = result.Request;
        var parameters = FreshSignIn.Matters(request) ? freshSignIn.Demand(request.Raw) : request.Raw;
        InteractionPage.Write(context, urls, pages.LoginUrl, pages.LoginReturnUrlParameter, parameters);
        return Task.CompletedTask;
    }
}
