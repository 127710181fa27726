using IdentityHost.Engine;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.OnDuende;

/// <summary>
/// What Duende leaves off its answers: 401 and a challenge where a client did not authenticate (RFC 6749 5.2), <c>no-store</c> on every answer
/// for programs, and who may frame the page that tells clients of a sign-out.
/// </summary>
internal sealed class ProtocolAnswers(RequestDelegate next)
{
    private const string OwnFramesOnly = "frame-ancestors 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (EnginePaths.IsForPrograms(path))
            context.Response.OnStarting(() => CompleteForPrograms(context));
        else if (path == EnginePaths.EndSessionCallback)
            context.Response.OnStarting(() => CompleteFrames(context.Response));
        return next(context);
    }

    private static Task CompleteForPrograms(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status400BadRequest && ClientAuthenticationOutcome.HasFailed(context))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"token\"";
        }

        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = "no-store";
            response.Headers.Pragma = "no-cache";
        }

        return Task.CompletedTask;
    }

    private static Task CompleteFrames(HttpResponse response)
    {
        var policy = response.Headers.ContentSecurityPolicy.ToString();
        if (!policy.Contains("frame-ancestors", StringComparison.Ordinal))
            response.Headers.ContentSecurityPolicy = policy.Length == 0 ? OwnFramesOnly : $"{policy.TrimEnd(' ', ';')}; {OwnFramesOnly}";
        return Task.CompletedTask;
    }
}
