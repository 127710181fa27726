using Microsoft.Net.Http.Headers;

namespace IdentityHost.Sessions.Admin;

/// <summary>A refusal of RFC 6750 3: a status and a challenge, and no body.</summary>
internal sealed class BearerRefusal(int status, string? error, string? scope) : IEndpointResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var challenge = "Bearer";
        if (error is not null)
            challenge += $" error=\"{error}\"";
        if (scope is not null)
            challenge += $", scope=\"{scope}\"";
        context.Response.StatusCode = status;
        context.Response.Headers[HeaderNames.WWWAuthenticate] = challenge;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
