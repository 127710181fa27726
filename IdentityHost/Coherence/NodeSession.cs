using IdentityHost.Data;
using IdentityHost.Memory;
using Npgsql;

namespace IdentityHost.Coherence;

/// <summary>
/// One life of the listening connection, with a generation and a row of its own: the id is never used again, so nothing that is still on its
/// way from an earlier life, and no removal of its row, can touch a later one.
/// </summary>
internal sealed class NodeSession(
    NpgsqlDataSource dataSource,
    NodeLease lease,
    CommonFormats formats,
    Generation generation,
    CoherenceMetrics metrics,
    TimeProvider clock,
    Action<Guid> onListening)
{
    // A driver that is asked to wait for less than a millisecond waits without end.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(3);

    // A renewal that is confirmed is on the standby that takes over.
    private const string Synchronous =
        """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')
        """;

    private const string Listen =
        $"LISTEN {Announcements.ConfigurationChannel}; LISTEN {Announcements.TokensChannel}; LISTEN {Announcements.BarrierChannel}";

    // The rows of this process's lives before go, if they could not be removed at their end: nobody need wait for them.
    private const string Register =
        """
        WITH previous AS (DELETE FROM "NodeLeases" WHERE "NodeId" = ANY($2)) 
        INSERT INTO "NodeLeases" ("NodeId", "Counter", "Formats") VALUES ($1, 0, $3)
        """;

    // Never an upsert: without a row nobody waited for this node.
    private const string Renew =
        """
        UPDATE "NodeLeases" SET "Counter" = "Counter" + 1 WHERE "NodeId" = $1 RETURNING (SELECT min("Formats") FROM "NodeLeases")
        """;

    private const string Acknowledge =
        """INSERT INTO "NodeAcknowledgements" ("AnnouncementId", "NodeId") SELECT unnest($2), $1 ON CONFLICT DO NOTHING""";

    private const string Remove = """DELETE FROM "NodeLeases" WHERE "NodeId" = $1""";

    private const int RemoveTimeoutInSeconds = 2;

    private readonly Announcements _announcements = new(generation);

    public Guid NodeId { get; } = Guid.CreateVersion7();

    /// <summary>Whether others may wait for it.</summary>
    public bool MayHaveRow { get; private set; }

    /// <summary>Whether it has its row, and those of the lives before are gone.</summary>
    public bool IsRegistered { get; private set; }

    /// <summary>Listens, and renews the lease, until something goes wrong; whatever it is, it is thrown.</summary>
    /// <param name="connectionString">For a connection that no pooler in transaction mode stands before.</param>
    /// <param name="previous">The ids of this process's lives before whose rows may still be there.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(string connectionString, IReadOnlyCollection<Guid> previous, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await ProveAsync(connection, ct);

        // From the LISTEN on everything is heard; then the row tells others to wait for this node; only then anything is remembered.
        connection.Notification += _announcements.Hear;
        connection.Notice += _announcements.Notice;
        await ExecuteAsync(connection, Synchronous, ct);
        await ExecuteAsync(connection, Listen, ct);
        MayHaveRow = true;
        await ExecuteAsync(connection, Register, ct, SqlParameters.Uuid(NodeId), SqlParameters.UuidArray([.. previous]), SqlParameters.Smallint(CommonFormats.Own));
        IsRegistered = true;
        var renewed = await RenewAsync(connection, ct);
        onListening(NodeId);
        while (!ct.IsCancellationRequested)
        {
            var untilRenewal = NodeLease.RenewalInterval - clock.GetElapsedTime(renewed);
            if (untilRenewal < ShortestWait)
                renewed = await RenewAsync(connection, ct);
            else if (_announcements.TakeUnacknowledged() is { Count: > 0 } ids)
                await AcknowledgeAsync(connection, ids, ct);
            else
                await connection.WaitAsync(untilRenewal, ct);
            _announcements.ThrowIfFailed();
        }
    }

    /// <summary>Nothing that this connection heard, or did not hear, counts from now on.</summary>
    public void End() => generation.End();

    /// <summary>Once it has ended: removes the row, so that nobody waits for this node.</summary>
    public async Task RemoveRowAsync()
    {
        await using var connection = await dataSource.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(Remove, connection) { CommandTimeout = RemoveTimeoutInSeconds };
        command.Parameters.Add(SqlParameters.Uuid(NodeId));
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <returns>When it was sent, by the monotonic clock.</returns>
    private async Task<long> RenewAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // The answer is complete when everything that the server had to tell with it is applied.
        var sentAt = lease.Now();
        var sent = clock.GetTimestamp();
        await using var renew = new NpgsqlCommand(Renew, connection) { Parameters = { SqlParameters.Uuid(NodeId) } };
        var common = await renew.ExecuteScalarAsync(ct);
        _announcements.ThrowIfFailed();
        if (common is not short read)
            throw new InvalidOperationException("Another node has removed this one's lease.");
        if (!lease.Renew(generation, sentAt))
            throw new InvalidOperationException("The lease was not renewed in time.");
        formats.Note(read);
        metrics.Renewed(clock.GetElapsedTime(sent));
        return sent;
    }

    private async Task AcknowledgeAsync(NpgsqlConnection connection, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await ExecuteAsync(connection, Acknowledge, ct, SqlParameters.Uuid(NodeId), SqlParameters.UuidArray([.. ids]));
        metrics.Acknowledged(ids.Count);
    }

    /// <summary>Sends a message over another connection to a channel of this connection's own, and waits for it.</summary>
    private async Task ProveAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var channel = $"identity_probe_{connection.ProcessID}";
        var heard = false;
        void Hear(object sender, NpgsqlNotificationEventArgs e) => heard |= string.Equals(e.Channel, channel, StringComparison.Ordinal);

        connection.Notification += Hear;
        await ExecuteAsync(connection, $"LISTEN {channel}", ct);
        await using (var other = await dataSource.OpenAsync(ct))
            await ExecuteAsync(other, $"NOTIFY {channel}", ct);
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

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        // A channel is an identifier and can't be a parameter; these are constants, and a process id.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
