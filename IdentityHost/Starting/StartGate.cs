using IdentityHost.Http;
using IdentityHost.Outcomes;

namespace IdentityHost.Starting;

/// <summary>
/// Answers 503 until the host has found its schema, its key ring and its signing keys, so that no request makes keys of its own meanwhile.
/// Health endpoints stand before it.
/// </summary>
internal sealed class StartGate(RequestDelegate next, HostInitialization initialization)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (initialization.IsComplete)
            return next(context);
        context.Response.Headers.RetryAfter = "1";
        return ErrorResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ProtocolErrors.TemporarilyUnavailable);
    }
}
