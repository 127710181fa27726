using System.Security.Claims;
using IdentityHost.AccessTokens;
using IdentityHost.Http;
using IdentityHost.Outcomes;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Sessions.Admin;

/// <summary>
/// Sessions for operators: GET looks for them (<c>subject</c>, <c>session</c>, <c>name</c>, page by page), DELETE ends those of a subject,
/// or one. The caller is a service with a token of its own (client credentials) that has the scope of
/// <see cref="SessionSettings.ReadScope"/> or <see cref="SessionSettings.EndScope"/>.
/// </summary>
internal sealed class SessionsEndpoint(
    ITokenValidator tokens,
    ISessionManagementService management,
    IServerSideTicketStore tickets,
    IOptions<IdentityHostSettings> options,
    ILogger<SessionsEndpoint> logger) : IEndpointHandler
{
    /// <summary>The endpoint's name in the engine.</summary>
    public const string Name = "AdminSessions";

    public const string Path = "/admin/sessions";

    private const string InsufficientScope = "insufficient_scope";
    private const string Nobody = "(nobody)";
    private const string Any = "(any)";

    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        var request = context.Request;
        // No other method comes here (AcceptedRequests).
        var ends = HttpMethods.IsDelete(request.Method);

        var settings = options.Value.Sessions;
        var (caller, refusal) = await AuthorizeAsync(request, ends ? settings.EndScope : settings.ReadScope, context.RequestAborted);
        if (refusal is not null)
            return refusal;
        return ends ? await EndAsync(request, caller, context.RequestAborted) : await FindAsync(request, context.RequestAborted);
    }

    /// <summary>RFC 6750 3.1.</summary>
    /// <returns>The client that asks; or the refusal.</returns>
    private async Task<(string Caller, IEndpointResult? Refusal)> AuthorizeAsync(HttpRequest request, string scope, CancellationToken ct)
    {
        if (BearerToken.Read(request) is not { } token)
            return (Nobody, new BearerRefusal(StatusCodes.Status401Unauthorized, error: null, scope: null));

        var validation = await tokens.ValidateAccessTokenAsync(token, null, ct);
        if (validation.IsError)
            return (Nobody, new BearerRefusal(StatusCodes.Status401Unauthorized, ProtocolErrors.InvalidToken, scope: null));

        // A person's token, whatever its scopes, is no service's.
        var claims = validation.Claims?.ToList() ?? [];
        var (caller, subject) = (Value(claims, "client_id") ?? Nobody, TokenSubject.OfUser(claims));
        if (subject is null && (Has(claims, scope) || Has(claims, options.Value.Sessions.AdminScope)))
            return (caller, null);
        logger.CallerRefused(request.Method, caller, subject ?? Nobody, scope);
        return (caller, new BearerRefusal(StatusCodes.Status403Forbidden, InsufficientScope, scope));
    }

    private async Task<IEndpointResult> FindAsync(HttpRequest request, CancellationToken ct) =>
        SessionsRequest.ReadSearch(request, out var search) is { } problem
            ? SessionsResult.BadRequest(problem)
            : SessionsResult.Of(await management.QuerySessionsAsync(search!, ct));

    private async Task<IEndpointResult> EndAsync(HttpRequest request, string caller, CancellationToken ct)
    {
        if (SessionsRequest.ReadEnd(request, out var end) is { } problem)
            return SessionsResult.BadRequest(problem);

        var ending = await tickets.GetSessionsAsync(end!, ct);
        await management.RemoveSessionsAsync(
            new RemoveSessionsContext { SubjectId = end!.SubjectId, SessionId = end.SessionId, RevokeConsents = false }, ct);
        var ended = string.Join(", ", ending.Select(session => $"{session.SessionId} of {session.SubjectId}"));
        logger.SessionsEnded(caller, ending.Count, ended, end.SubjectId ?? Any, end.SessionId ?? Any);
        return new StatusCodeResult(StatusCodes.Status204NoContent);
    }

    private static bool Has(List<Claim> claims, string? scope) =>
        !string.IsNullOrEmpty(scope) && claims.Exists(claim => claim.Type == "scope" && claim.Value == scope);

    private static string? Value(List<Claim> claims, string type) => claims.Find(claim => claim.Type == type)?.Value;
}
