using IdentityHost.Health;
using Microsoft.AspNetCore.Connections.Features;

namespace IdentityHost.Stopping;

/// <summary>
/// From the moment on at which the host is told to stop it is not ready, and whoever keeps a connection is asked to open the next one elsewhere
/// (RFC 9112 9.6, RFC 9113 6.8): so none is closed while a request is on its way.
/// </summary>
internal sealed class Drain(RequestDelegate next, GracefulStop stop)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!stop.HasBegun)
            return next(context);
        context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        return context.Request.Path.Equals(HealthRegistration.ReadyPath, StringComparison.OrdinalIgnoreCase)
            ? HealthRegistration.WriteStoppingAsync(context)
            : next(context);
    }
}
