using System.Runtime.InteropServices;
using IdentityHost.Data;
using IdentityHost.Memory;
using Npgsql;

namespace IdentityHost.Coherence;

/// <summary>
/// Removes the rows of nodes that are gone, so that nobody waits for them, and acknowledgements that nobody reads any more. A node is taken for
/// gone when its counter has stood still for three times as long as its lease could last.
/// </summary>
internal sealed class DeadNodes(NpgsqlDataSource dataSource, CoherenceMetrics metrics, TimeProvider clock, ILogger<DeadNodes> logger)
    : BackgroundService
{
    /// <summary>How long a counter stands still, on this node's clock, before its node counts as gone.</summary>
    internal static readonly TimeSpan Patience = NodeLease.Length * 3;

    private const string Select = """SELECT "NodeId", "Counter" FROM "NodeLeases" """;

    // If it was renewed meanwhile, it is alive.
    private const string Remove = """DELETE FROM "NodeLeases" WHERE "NodeId" = $1 AND "Counter" = $2""";

    private const string RemoveAcknowledgements = """DELETE FROM "NodeAcknowledgements" WHERE "Time" < now() - interval '1 minute'""";

    private static readonly TimeSpan Interval = NodeLease.Length / 2;
    private static readonly TimeSpan AcknowledgementsInterval = TimeSpan.FromSeconds(30);

    private Dictionary<Guid, Observation> _observed = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var cleaned = clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RemoveAsync(stoppingToken);
                    if (clock.GetElapsedTime(cleaned) < AcknowledgementsInterval)
                        continue;
                    cleaned = clock.GetTimestamp();
                    await dataSource.ExecuteAsync(RemoveAcknowledgements, stoppingToken);
                }
                // Whatever it was, it is tried again: an exception that escaped would stop the host.
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    logger.DeadNodesNotRemoved(e.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>One look at the counters. Whoever stands still since a look that was long enough ago is removed.</summary>
    internal async Task RemoveAsync(CancellationToken ct)
    {
        // A counter was seen before the answer was in, and is seen again after the question was sent: between the two it stood still.
        var asked = clock.GetTimestamp();
        var rows = await dataSource.QueryAsync(Select, row => (NodeId: row.GetGuid(0), Counter: row.GetInt64(1)), ct);
        var answered = clock.GetTimestamp();

        var observed = new Dictionary<Guid, Observation>(rows.Count);
        foreach (var (nodeId, counter) in rows)
        {
            var standsStill = _observed.TryGetValue(nodeId, out var before) && before.Counter == counter;
            observed[nodeId] = standsStill ? before : new Observation(counter, answered);
            if (standsStill && clock.GetElapsedTime(before.SeenAt, asked) >= Patience)
                await RemoveAsync(nodeId, counter, ct);
        }

        _observed = observed;
    }

    private async Task RemoveAsync(Guid nodeId, long counter, CancellationToken ct)
    {
        if (await dataSource.ExecuteAsync(Remove, ct, SqlParameters.Uuid(nodeId), SqlParameters.Bigint(counter)) == 0)
            return;
        metrics.NodeRemoved();
        logger.DeadNodeRemoved(nodeId);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Observation(long Counter, long SeenAt);
}
