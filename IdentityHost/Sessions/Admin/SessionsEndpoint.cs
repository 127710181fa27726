using System.Globalization;
using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.Sessions.Admin;

/// <summary>
/// Sessions for operators: GET looks for them (<c>subject</c>, <c>session</c>, <c>name</c>, page by page), DELETE ends those of a subject,
/// or one. The caller is a service with a token of its own (client credentials) that has the scope of
/// <see cref="SessionSettings.AdminScope"/>.
/// </summary>
internal sealed class SessionsEndpoint(
    ITokenValidator tokens, ISessionManagementService sessions, IOptions<IdentityHostOptions> options) : IEndpointHandler
{
    /// <summary>The endpoint's name in the engine.</summary>
    public const string Name = "AdminSessions";

    public const string Path = "/admin/sessions";

    private const string InvalidToken = "invalid_token";
    private const string InsufficientScope = "insufficient_scope";

    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        var request = context.Request;
        var ends = HttpMethods.IsDelete(request.Method);
        if (!ends && !HttpMethods.IsGet(request.Method))
        {
            context.Response.Headers.Allow = "GET, DELETE";
            return new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }

        if (await RefuseAsync(request, context.RequestAborted) is { } refusal)
            return refusal;
        return ends ? await EndAsync(request.Query, context.RequestAborted) : await FindAsync(request.Query, context.RequestAborted);
    }

    /// <summary>RFC 6750 3.1; null if the caller may go on.</summary>
    private async Task<IEndpointResult?> RefuseAsync(HttpRequest request, CancellationToken ct)
    {
        if (BearerToken.Read(request) is not { } token)
            return new BearerRefusal(StatusCodes.Status401Unauthorized, error: null, scope: null);

        var validation = await tokens.ValidateAccessTokenAsync(token, null, ct);
        if (validation.IsError)
            return new BearerRefusal(StatusCodes.Status401Unauthorized, InvalidToken, scope: null);

        // A person's token, whatever its scopes, is no service's.
        var scope = options.Value.Sessions.AdminScope;
        var claims = validation.Claims!;
        var mayAsk = claims.Any(claim => claim.Type == "scope" && claim.Value == scope)
            && !claims.Any(claim => claim.Type == "sub");
        return mayAsk ? null : new BearerRefusal(StatusCodes.Status403Forbidden, InsufficientScope, scope);
    }

    private async Task<IEndpointResult> FindAsync(IQueryCollection query, CancellationToken ct)
    {
        var count = 0;
        if (Text(query, "count") is { } number && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            return SessionsResult.BadRequest("count is not a number.");

        var found = await sessions.QuerySessionsAsync(
            new SessionQuery
            {
                SubjectId = Text(query, "subject"),
                SessionId = Text(query, "session"),
                DisplayName = Text(query, "name"),
                ResultsToken = Text(query, "page"),
                RequestPriorResults = Text(query, "direction") == "back",
                CountRequested = count,
            },
            ct);
        return SessionsResult.Of(found);
    }

    private async Task<IEndpointResult> EndAsync(IQueryCollection query, CancellationToken ct)
    {
        var (subject, session) = (Text(query, "subject"), Text(query, "session"));
        if (subject is null && session is null)
            return SessionsResult.BadRequest("subject or session is missing.");

        await sessions.RemoveSessionsAsync(
            new RemoveSessionsContext { SubjectId = subject, SessionId = session, RevokeConsents = false }, ct);
        return new StatusCodeResult(StatusCodes.Status204NoContent);
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
}
