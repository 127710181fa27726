using IdentityHost.Coherence;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Stopping;

/// <summary>
/// What comes between being told to stop and the end of listening. The server stops after this: it lets requests in flight end.
/// </summary>
internal sealed class GracefulStop(
    NodeListener listener, IHostApplicationLifetime lifetime, IOptions<IdentityHostSettings> options, TimeProvider clock, ILogger<GracefulStop> logger)
    : IHostedLifecycleService
{
    private bool _hasBegun;

    /// <summary>Whether balancers are to send requests elsewhere.</summary>
    public bool HasBegun => Volatile.Read(ref _hasBegun) || lifetime.ApplicationStopping.IsCancellationRequested;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Whoever says it twice has no patience.
        if (Interlocked.Exchange(ref _hasBegun, true))
            return;
        var delay = options.Value.ShutdownDelay;
        logger.Stopping(delay);
        await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // What is still under way, however long it takes, is answered from the database: so no revocation waits for this node.
        await listener.StopAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
