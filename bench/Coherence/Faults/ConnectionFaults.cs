using Npgsql;

namespace Bench.Coherence.Faults;

/// <summary>The listening connection of a node breaks, or goes silent.</summary>
internal static class ConnectionFaults
{
    private const string EndListening =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'IdentityHost notifications' AND client_port = ANY($1)";

    private const int MostAttempts = 50;

    public static readonly Fault Cut = new("listening connection cut", (stage, node, _) =>
    {
        stage.Nodes[node].Relay.Cut();
        return Task.CompletedTask;
    });

    public static readonly Fault Ended = new("listening connection ended by PostgreSQL", async (stage, node, _) =>
    {
        for (var attempt = 1; !await TryEndAsync(stage, node, isLast: attempt == MostAttempts); attempt++)
            await Task.Delay(100);
    });

    public static readonly Fault Silent = new(
        "listening connection silent", (stage, node, dice) => HoldAsync(stage, node, dice.Between(0.5, 4), fromNode: true, toNode: true));

    public static readonly Fault Deaf = new(
        "listening connection deaf", (stage, node, dice) => HoldAsync(stage, node, dice.Between(0.5, 4), fromNode: false, toNode: true));

    public static readonly Fault Mute = new(
        "listening connection mute", (stage, node, dice) => HoldAsync(stage, node, dice.Between(0.5, 4), fromNode: true, toNode: false));

    /// <summary>Fails with each connection of this program's own pool that an earlier fault, PostgreSQL's restart, has ended.</summary>
    private static async Task<bool> TryEndAsync(Stage stage, int node, bool isLast)
    {
        try
        {
            await using var command = stage.Database.CreateCommand(EndListening);
            command.Parameters.Add(new NpgsqlParameter { Value = stage.Nodes[node].Relay.PortsAtTarget });
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (NpgsqlException) when (!isLast)
        {
            return false;
        }
    }

    private static async Task HoldAsync(Stage stage, int node, TimeSpan time, bool fromNode, bool toNode)
    {
        var relay = stage.Nodes[node].Relay;
        relay.Hold(fromNode, toNode);
        await Task.Delay(time);
        relay.Release();
    }
}
