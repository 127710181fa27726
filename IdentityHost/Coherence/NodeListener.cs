using IdentityHost.Memory;
using IdentityHost.Settings.Reading;
using Npgsql;

namespace IdentityHost.Coherence;

/// <summary>
/// Keeps this node listening, by one connection, life after life. Whatever ends one, nothing is remembered until the next has proved that it
/// hears (through a pooler in transaction mode it would not), registered, and renewed the lease.
/// </summary>
internal sealed class NodeListener(
    IConfiguration configuration,
    NpgsqlDataSource dataSource,
    NodeLease lease,
    CommonFormats formats,
    Func<Generation> newGeneration,
    CoherenceMetrics metrics,
    TimeProvider clock,
    ILogger<NodeListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A driver that hangs on a dead connection, or in the cancellation of what hangs there, holds up nobody for longer.
    private static readonly TimeSpan PatienceWithTheDriver = TimeSpan.FromSeconds(1);

    private string? _lastReason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var connectionString = ConnectionStrings.ForNotifications(configuration);
        // A life in which the database could not be asked leaves the row of the one before it.
        var previous = new List<Guid>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var session = new NodeSession(dataSource, lease, formats, newGeneration(), metrics, clock, OnListening);
            await ListenUntilAsync(session, connectionString, previous, stoppingToken);
            if (!stoppingToken.IsCancellationRequested)
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenUntilAsync(NodeSession session, string connectionString, List<Guid> previous, CancellationToken stoppingToken)
    {
        var before = previous.ToArray();
        var cancellation = new CancellationTokenSource();
        var listening = Task.Run(() => session.RunAsync(connectionString, before, cancellation.Token), CancellationToken.None);
        try
        {
            await listening.WaitAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        // Whatever it was, listening is tried again: an exception that escaped would stop the host.
        catch (Exception e)
        {
            NotListening(e);
        }
        finally
        {
            session.End();
            _ = cancellation.CancelAsync().ContinueWith(_ => cancellation.Dispose(), TaskScheduler.Default);
        }

        if (session.IsRegistered)
            previous.Clear();
        if (session.MayHaveRow && !await TryGiveUpAsync(session, listening))
            previous.Add(session.NodeId);
    }

    /// <summary>Nothing is remembered any more; only now others need not wait for this node.</summary>
    /// <returns>Whether its row is gone.</returns>
    private async Task<bool> TryGiveUpAsync(NodeSession session, Task listening)
    {
        try
        {
            await Task.WhenAny(listening, Task.Delay(PatienceWithTheDriver, clock));
            await session.RemoveRowAsync().WaitAsync(PatienceWithTheDriver, clock);
            return true;
        }
        // Whatever it was, other nodes will remove it.
        catch (Exception e)
        {
            logger.LeaseNotGivenUp(e.Message);
            return false;
        }
    }

    private void OnListening(Guid nodeId)
    {
        _lastReason = null;
        logger.Listening(nodeId);
    }

    private void NotListening(Exception e)
    {
        metrics.Lapsed();
        // Once, not every second, unless the reason changes.
        if (!string.Equals(e.Message, _lastReason, StringComparison.Ordinal))
            logger.NotListening(e.Message);
        _lastReason = e.Message;
    }
}
