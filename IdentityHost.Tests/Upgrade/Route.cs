using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>Leads each of a browser's requests to the host that is set, as a load balancer without stickiness may.</summary>
internal sealed class Route(RunningHost host)
{
    public RunningHost Host { get; set; } = host;

    /// <summary>The caller disposes it.</summary>
    public Browser Browse() =>
        new(RunningHost.Address, new SocketsHttpHandler
        {
            ConnectCallback = (context, ct) => Host.ConnectAsync(context, ct),
            // Each request gets a connection, and so a host, of its own.
            PooledConnectionLifetime = TimeSpan.Zero,
        });
}
