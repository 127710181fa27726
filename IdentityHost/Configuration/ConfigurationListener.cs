using IdentityHost.Hosting.Settings;
using Npgsql;

namespace IdentityHost.Configuration;

/// <summary>
/// One connection that LISTENs to the triggers on the configuration tables. While it is not proven alive, nothing is remembered: it must
/// hear a message of its own first (through a pooler in transaction mode it would not), and is asked again every second.
/// </summary>
internal sealed class ConfigurationListener(
    IConfiguration configuration, NpgsqlDataSource dataSource, ConfigurationCache cache, TimeProvider clock, ILogger<ConfigurationListener> logger)
    : BackgroundService
{
    private const string Channel = "identity_configuration";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(3);

    private string? _lastReason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var connectionString = ConnectionStrings.ForNotifications(configuration);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenUntilAsync(connectionString, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever it was, listening is tried again: an exception that escaped would stop the host.
            catch (Exception e)
            {
                // Once, not every second, unless the reason changes.
                if (!string.Equals(e.Message, _lastReason, StringComparison.Ordinal))
                    logger.NotListening(e.Message);
                _lastReason = e.Message;
            }
            finally
            {
                cache.Stop();
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A driver that hangs on a dead connection, or in the cancellation of what hangs there, must not hold up the end of the host.
    private async Task ListenUntilAsync(string connectionString, CancellationToken stoppingToken)
    {
        var cancellation = new CancellationTokenSource();
        try
        {
            await Task.Run(() => ListenAsync(connectionString, cancellation.Token), CancellationToken.None).WaitAsync(stoppingToken);
        }
        finally
        {
            _ = cancellation.CancelAsync().ContinueWith(_ => cancellation.Dispose(), TaskScheduler.Default);
        }
    }

    private async Task ListenAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await ProveAsync(connection, ct);

        connection.Notification += OnNotification;
        var asked = clock.GetTimestamp();
        await ExecuteAsync(connection, $"LISTEN {Channel}", ct);
        cache.BeginEpoch();
        cache.Prove(asked);
        _lastReason = null;
        logger.Listening();
        while (!ct.IsCancellationRequested)
        {
            if (await connection.WaitAsync(Beat, ct) && clock.GetElapsedTime(asked) < Beat)
                continue;
            asked = clock.GetTimestamp();
            await ExecuteAsync(connection, "SELECT 1", ct);
            cache.Prove(asked);
        }
    }

    private void OnNotification(object sender, NpgsqlNotificationEventArgs announcement)
    {
        if (string.Equals(announcement.Channel, Channel, StringComparison.Ordinal))
            cache.BeginEpoch();
    }

    /// <summary>Sends a message over another connection to a channel of this connection's own, and waits for it.</summary>
    private async Task ProveAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var channel = $"identity_probe_{connection.ProcessID}";
        var heard = false;
        void Hear(object sender, NpgsqlNotificationEventArgs e) => heard |= string.Equals(e.Channel, channel, StringComparison.Ordinal);

        connection.Notification += Hear;
        await ExecuteAsync(connection, $"LISTEN {channel}", ct);
        await using (var command = dataSource.CreateCommand($"NOTIFY {channel}"))
            await command.ExecuteNonQueryAsync(ct);
        while (!heard)
        {
            if (!await connection.WaitAsync(ProbeTimeout, ct))
            {
                throw new InvalidOperationException(
                    "Notifications do not arrive on this connection. Behind a pooler in transaction mode, set "
                    + "ConnectionStrings:IdentityHostNotifications to one that leads past it.");
            }
        }

        await ExecuteAsync(connection, $"UNLISTEN {channel}", ct);
        connection.Notification -= Hear;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // A channel is an identifier and can't be a parameter; these are constants, and a process id.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
