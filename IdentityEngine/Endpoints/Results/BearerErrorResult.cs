using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>A request that presented no access token that will do (RFC 6750 3.1): a status and a challenge, no body.</summary>
internal sealed class BearerErrorResult : EndpointResult<BearerErrorResult>
{
    /// <summary>Nothing was presented: no error either, which would tell what is not the caller's to know.</summary>
    internal static readonly BearerErrorResult NoToken = new(StatusCodes.Status401Unauthorized, error: null);

    internal static readonly BearerErrorResult InvalidRequest = new(StatusCodes.Status400BadRequest, OAuthErrors.InvalidRequest);

    internal static readonly BearerErrorResult InvalidToken = new(StatusCodes.Status401Unauthorized, OAuthErrors.InvalidToken);

    private BearerErrorResult(int status, string? error, string? scope = null)
    {
        Status = status;
        Challenge = OAuthParameters.Bearer + " realm=\"oauth\""
            + (error is null ? "" : $", error=\"{error}\"")
            + (scope is null ? "" : $", scope=\"{scope}\"");
    }

    internal int Status { get; }
    internal string Challenge { get; }

    internal static BearerErrorResult InsufficientScope(string scope) =>
        new(StatusCodes.Status403Forbidden, OAuthErrors.InsufficientScope, scope);
}

internal sealed class BearerErrorResultWriter : IHttpResponseWriter<BearerErrorResult>
{
    public Task WriteHttpResponse(BearerErrorResult result, HttpContext context)
    {
        context.Response.StatusCode = result.Status;
        context.Response.Headers.WWWAuthenticate = result.Challenge;
        return Task.CompletedTask;
    }
}
