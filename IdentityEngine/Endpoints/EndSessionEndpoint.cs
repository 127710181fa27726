using System.Collections.Specialized;
using System.Net;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Extensions;
using IdentityEngine.Hosting;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Endpoints;

/// <summary>
/// The logout endpoint (OpenID Connect RP-Initiated Logout 1.0 section 2): GET and POST. It signs nobody out itself; the page does, after
/// asking if the request does not prove that it is about the session that is there.
/// </summary>
internal sealed class EndSessionEndpoint(
    EndSessionRequestValidator validator, IUserSession session, IMessageStore<LogoutMessage> messages, TimeProvider time) : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        NameValueCollection parameters;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            parameters = AuthorizeRequestHandler.ReadQuery(context.Request);
        }
        else if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, POST";
            return new StatusCodeResult(HttpStatusCode.MethodNotAllowed);
        }
        else if (!FormRequest.IsForm(context.Request))
        {
            return new StatusCodeResult(HttpStatusCode.UnsupportedMediaType);
        }
        else
        {
            parameters = await FormRequest.ReadParametersAsync(context.Request, ct);
        }

        var request = await validator.ValidateAsync(parameters, ct);
        var message = await DescribeAsync(request, ct);
        return new LogoutPageResult(await messages.WriteAsync(new Message<LogoutMessage>(message, time.GetUtcNow().UtcDateTime), ct));
    }

    private async Task<LogoutMessage> DescribeAsync(ValidatedEndSessionRequest request, CancellationToken ct)
    {
        // Nobody is seen here where another site posts its form, since the cookie does not come along. So the page decides about the hint.
        var user = await session.GetUserAsync(ct);
        return new LogoutMessage
        {
            ClientId = request.Client?.ClientId,
            ClientName = request.Client?.ClientName,
            PostLogoutRedirectUri = WithState(request),
            SubjectId = request.HintedSubjectId ?? user?.GetSubjectId(),
            SessionId = request.HintedSubjectId is null ? await session.GetSessionIdAsync(ct) : request.HintedSessionId,
            ClientIds = await session.GetClientListAsync(ct),
            UiLocales = request.UiLocales,
            RequiresConfirmation = request.HintedSubjectId is null,
        };
    }

    private static string? WithState(ValidatedEndSessionRequest request) =>
        request is { PostLogoutRedirectUri: { } uri, State: { } state }
            ? QueryHelpers.AddQueryString(uri, AuthorizeParameters.State, state)
            : request.PostLogoutRedirectUri;
}
