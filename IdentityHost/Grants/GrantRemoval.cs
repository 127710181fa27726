using System.Runtime.ExceptionServices;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Grants;

/// <summary>Removes expired grants round after round. An outage ends a round, never the service.</summary>
internal sealed class GrantRemoval(
    ExpiredGrants expired, GrantRemovalMetrics metrics, IOptions<IdentityHostSettings> options, TimeProvider clock, ILogger<GrantRemoval> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value.Grants.Removal;
        if (!settings.Enabled)
        {
            logger.RemovalIsOff();
            return;
        }

        using var timer = new PeriodicTimer(settings.Interval, clock);
        try
        {
            do
            {
                await RunRoundAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>
    /// Removes everything that has expired by now, in batches. After each it pauses for as long as the batch took: whatever else the database
    /// has to do at that time gets the other half, and a database that is slow under load is asked for less.
    /// </summary>
    /// <returns>Rows removed.</returns>
    internal async Task<int> RemoveAllExpiredAsync(CancellationToken ct)
    {
        var size = options.Value.Grants.Removal.BatchSize;
        var total = 0;
        while (true)
        {
            var began = clock.GetTimestamp();
            var batch = await expired.RemoveBatchAsync(size, ct);
            metrics.Removed(batch);
            total += batch.Sum(removed => removed.Rows);
            if (!batch.Any(removed => removed.Rows >= size))
            {
                // Only now, when all that could be removed is.
                if (batch.Select(removed => removed.Failure).FirstOrDefault(failure => failure is not null) is { } failure)
                    ExceptionDispatchInfo.Throw(failure);
                return total;
            }

            await Task.Delay(clock.GetElapsedTime(began), clock, ct);
        }
    }

    private async Task RunRoundAsync(CancellationToken ct)
    {
        try
        {
            var total = await RemoveAllExpiredAsync(ct);
            if (total > 0)
                logger.Removed(total);
        }
        // Whatever it was, the next round tries again: an exception that escaped would stop the host.
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            metrics.Failed();
            logger.RoundFailed(e);
        }
    }
}
