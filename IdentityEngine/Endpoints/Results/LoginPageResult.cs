using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Sends the browser to the host's sign-in page, or to that on which people create an account, with the way back.</summary>
internal sealed class LoginPageResult(ValidatedAuthorizeRequest request, bool isNewAccount) : EndpointResult<LoginPageResult>
{
    internal bool IsNewAccount { get; } = isNewAccount;
    internal ValidatedAuthorizeRequest Request { get; } = request;
}

internal sealed class LoginPageResultWriter(IdentityServerOptions options, IServerUrls urls, FreshSignIn freshSignIn, CurrentSignIn signIn)
    : IHttpResponseWriter<LoginPageResult>
{
    public async Task WriteHttpResponse(LoginPageResult result, HttpContext context)
    {
        var pages = options.UserInteraction;
        var request = result.Request;
        var parameters = FreshSignIn.Matters(request) ? freshSignIn.Demand(request.Raw, await signIn.FindAsync()) : request.Raw;
        var (page, returnUrlParameter) = result.IsNewAccount
            ? (pages.CreateAccountUrl, pages.CreateAccountReturnUrlParameter)
            : (pages.LoginUrl, pages.LoginReturnUrlParameter);
        InteractionPage.Write(context, urls, page!, returnUrlParameter!, parameters);
    }
}
