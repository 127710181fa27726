using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Sends the browser to the host's consent page, with the way back.</summary>
internal sealed class ConsentPageResult(ValidatedAuthorizeRequest request) : EndpointResult<ConsentPageResult>
{
    internal ValidatedAuthorizeRequest Request { get; } = request;
}

internal sealed class ConsentPageResultWriter(IdentityServerOptions options, IServerUrls urls) : IHttpResponseWriter<ConsentPageResult>
{
    public Task WriteHttpResponse(ConsentPageResult result, HttpContext context)
    {
        var pages = options.UserInteraction;
        InteractionPage.Write(context, urls, pages.ConsentUrl, pages.ConsentReturnUrlParameter, result.Request.Raw);
        return Task.CompletedTask;
    }
}
