using IdentityHost.Starting;

namespace IdentityHost.SigningKeys;

/// <summary>
/// Asks for the signing keys again and again, which has the engine announce, retire and delete them, so that they are rotated on a host
/// that nobody asks for anything as well.
/// </summary>
internal sealed class SigningKeyRotation(
    HostInitialization initialization, IServiceScopeFactory scopes, TimeProvider clock, ILogger<SigningKeyRotation> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RunRoundAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RunRoundAsync(CancellationToken ct)
    {
        // Before that, it would make keys without knowing the key ring.
        if (!initialization.IsComplete)
            return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IKeyManager>().GetCurrentKeysAsync(ct);
        }
        // Whatever it was, the next round tries again: an exception that escaped would stop the host.
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            logger.RoundFailed(e);
        }
    }
}
