using IdentityHost.Data;
using IdentityHost.Memory;
using Npgsql;

namespace IdentityHost.Coherence;

/// <summary>
/// Asks every node with a lease whether it has applied all that was announced before, one round after the other; who comes while one is under
/// way shares the next. No wait is longer than a lease can last: by then a node that has not answered has lapsed.
/// </summary>
internal sealed class BarrierRounds(NpgsqlDataSource dataSource, CoherenceMetrics metrics, TimeProvider clock, ILogger<BarrierRounds> logger)
{
    /// <summary>After this no lease is left that was renewed before; a tenth more, since no two clocks run alike.</summary>
    internal static readonly TimeSpan LongestWait = NodeLease.Length * 1.1;

    // In one statement: who has a lease at this moment, and the question to them. Each row asks the same, which is sent once.
    private const string Announce =
        $"""SELECT "NodeId", pg_notify('{Announcements.BarrierChannel}', $1) FROM "NodeLeases" """;

    // Nobody waits for a node whose lease is gone: it has given it up, or lost it.
    private const string Waiting =
        """
        SELECT "NodeId" FROM "NodeLeases" l WHERE "NodeId" = ANY($2)
          AND NOT EXISTS (SELECT 1 FROM "NodeAcknowledgements" a WHERE a."AnnouncementId" = $1 AND a."NodeId" = l."NodeId")
        """;

    private const int CommandTimeoutInSeconds = 2;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(25);

    private readonly Lock _joining = new();
    private BarrierRound? _next;
    private bool _isRunning;

    /// <summary>
    /// Returns when every node has applied what was committed before this call, or can't use what it remembers. Never throws: where the database
    /// can't be asked, it waits until every lease has lapsed.
    /// </summary>
    public async Task WaitAsync()
    {
        var began = clock.GetTimestamp();
        var round = Join(began);
        await ((Task)round.End).WaitAsync(LongestWait, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var acknowledged = round.End is { IsCompletedSuccessfully: true, Result: true };
        if (!acknowledged)
            await WaitOutAsync(began);
        metrics.Waited(clock.GetElapsedTime(began), acknowledged);
    }

    /// <summary>A round whose question has not been sent yet.</summary>
    private BarrierRound Join(long now)
    {
        lock (_joining)
        {
            var round = _next ??= new BarrierRound();
            round.LastJoined = now;
            if (!_isRunning)
            {
                _isRunning = true;
                // Without the request's context: the rounds are nobody's.
                ThreadPool.UnsafeQueueUserWorkItem(static rounds => _ = rounds.RunAsync(), this, preferLocal: false);
            }

            return round;
        }
    }

    // A timer may be a little early.
    private async Task WaitOutAsync(long began)
    {
        while (LongestWait - clock.GetElapsedTime(began) is { Ticks: > 0 } remaining)
            await Task.Delay(remaining < FirstPause ? FirstPause : remaining, clock);
    }

    private async Task RunAsync()
    {
        while (Take() is { } round)
        {
            var acknowledged = await AskAsync(round);
            round.Complete(acknowledged);
            metrics.RoundEnded();
        }
    }

    private BarrierRound? Take()
    {
        lock (_joining)
        {
            var round = _next;
            _next = null;
            _isRunning = round is not null;
            return round;
        }
    }

    /// <returns>Whether all have acknowledged it before it was of no use to anybody.</returns>
    private async Task<bool> AskAsync(BarrierRound round)
    {
        Guid[]? waiting = null;
        var pause = FirstPause;
        var hasFailed = false;
        while (clock.GetElapsedTime(round.LastJoined) < LongestWait)
        {
            try
            {
                waiting = waiting is null
                    ? await FindNodesAsync(Announce, SqlParameters.Text(round.Id.ToString()))
                    : await FindNodesAsync(Waiting, SqlParameters.Uuid(round.Id), SqlParameters.UuidArray(waiting));
                if (waiting.Length == 0)
                    return true;
            }
            // Whatever it was, whoever waits is told nothing wrong: their wait ends by the clock.
            catch (Exception e)
            {
                if (!hasFailed)
                    logger.RoundFailed(e.Message);
                hasFailed = true;
                pause = LongestPause;
            }

            await Task.Delay(pause, clock);
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }

        // Else nobody knows who there is, which was said above.
        if (waiting is { Length: > 0 })
            logger.NotAcknowledged(waiting.Length);
        return false;
    }

    private async Task<Guid[]> FindNodesAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = CommandTimeoutInSeconds };
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var nodes = new List<Guid>();
        while (await reader.ReadAsync())
            nodes.Add(reader.GetGuid(0));
        return [.. nodes];
    }
}
