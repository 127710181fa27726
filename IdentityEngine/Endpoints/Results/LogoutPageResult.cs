using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Endpoints.Results;

/// <summary>Sends the browser to the host's sign-out page.</summary>
internal sealed class LogoutPageResult(string logoutId) : EndpointResult<LogoutPageResult>
{
    internal string LogoutId { get; } = logoutId;
}

internal sealed class LogoutPageResultWriter(IdentityServerOptions options, IServerUrls urls) : IHttpResponseWriter<LogoutPageResult>
{
    public Task WriteHttpResponse(LogoutPageResult result, HttpContext context)
    {
        var page = InteractionUrl.Resolve(options.UserInteraction.LogoutUrl!, urls);
        BrowserRedirect.Write(context, QueryHelpers.AddQueryString(page.Url, options.UserInteraction.LogoutIdParameter, result.LogoutId));
        return Task.CompletedTask;
    }
}
