using IdentityEngine.Configuration;
using IdentityEngine.Hosting;
using IdentityEngine.Models;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Endpoints.Results;

/// <summary>
/// An error that is told to the person at the browser, because the redirect URI was not proven (RFC 6749 4.1.2.1): what the request
/// named as its redirect URI goes nowhere.
/// </summary>
internal sealed class AuthorizeErrorPageResult(ValidatedAuthorizeRequest request, string error, string? description, string requestId)
    : EndpointResult<AuthorizeErrorPageResult>
{
    internal ErrorMessage Message { get; } = new()
    {
        Error = error,
        ErrorDescription = description,
        ClientId = request.Client?.ClientId,
        UiLocales = request.UiLocales,
        RequestId = requestId,
    };
}

internal sealed class AuthorizeErrorPageResultWriter(
    IdentityServerOptions options, IServerUrls urls, IMessageStore<ErrorMessage> messages, TimeProvider time)
    : IHttpResponseWriter<AuthorizeErrorPageResult>
{
    public async Task WriteHttpResponse(AuthorizeErrorPageResult result, HttpContext context)
    {
        var message = new Message<ErrorMessage>(result.Message, time.GetUtcNow().UtcDateTime);
        var id = await messages.WriteAsync(message, context.RequestAborted);
        var page = InteractionUrl.Resolve(options.UserInteraction.ErrorUrl, urls);
        BrowserRedirect.Write(context, QueryHelpers.AddQueryString(page.Url, options.UserInteraction.ErrorIdParameter, id));
    }
}
