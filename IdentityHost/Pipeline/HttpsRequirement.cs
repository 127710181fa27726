using System.Net;
using IdentityHost.Http;
using IdentityHost.Outcomes;

namespace IdentityHost.Pipeline;

/// <summary>
/// Refuses plain HTTP from another machine outside Development (RFC 6749 3.1, 3.2 and RFC 6750 5.2 want TLS). Health probes are exempt:
/// they carry no secret. Behind a proxy that ends TLS, IdentityHost:ForwardedHeaders says whose word counts.
/// </summary>
internal sealed class HttpsRequirement(RequestDelegate next, IHostEnvironment environment)
{
    private readonly bool _demanded = !environment.IsDevelopment();

    public Task InvokeAsync(HttpContext context) =>
        !_demanded || context.Request.IsHttps || IsLoopback(context.Connection.RemoteIpAddress)
        || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidRequest, "HTTPS is required.");

    // A Unix domain socket has no address, and is local.
    private static bool IsLoopback(IPAddress? remote) => remote is null || IPAddress.IsLoopback(remote);
}
