using System.Security.Cryptography;
using IdentityEngine.Configuration;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Hosting;

/// <summary>Removes sessions whose time is over, round after round, and does what their end means. A failure ends a round, never the service.</summary>
internal sealed class ExpiredSessionRemoval(
    IServiceScopeFactory scopes,
    ServicePerSession perSession,
    IdentityServerOptions options,
    TimeProvider time,
    ILogger<ExpiredSessionRemoval> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.ServerSideSessions;
        if (!settings.RemoveExpiredSessions)
        {
            return;
        }

        try
        {
            if (settings.FuzzExpiredSessionRemovalStart)
            {
                var most = (int)Math.Clamp(settings.RemoveExpiredSessionsFrequency.TotalMilliseconds, 1, int.MaxValue);
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(most)), time, stoppingToken);
            }

            using var timer = new PeriodicTimer(settings.RemoveExpiredSessionsFrequency, time);
            do
            {
                await RunRoundAsync(settings.RemoveExpiredSessionsBatchSize, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RunRoundAsync(int size, CancellationToken ct)
    {
        try
        {
            while (await RemoveBatchAsync(size, ct) >= size)
            {
                // There may be more.
            }
        }
        // Whatever it was, the next round tries again: an exception that escaped would stop the host.
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.SessionRemovalFailed(logger, exception);
        }
    }

    private async Task<int> RemoveBatchAsync(int size, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tickets = scope.ServiceProvider.GetRequiredService<IServerSideTicketStore>();
        var removed = await tickets.GetAndRemoveExpiredSessionsAsync(size, ct);
        await perSession.RunAsync<ISessionCoordinationService>(
            removed, (coordination, session, token) => coordination.ProcessExpirationAsync(session, token), ct);
        return removed.Count;
    }
}
