using System.Collections.Concurrent;
using IdentityHost.Coherence;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.Coherence;

/// <summary>A connection that listens as a node does.</summary>
internal sealed class Ears : IAsyncDisposable
{
    private const string Fence = "fence";

    private readonly TestDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly ConcurrentQueue<(string Channel, string Payload)> _heard = new();

    private Ears(TestDatabase database, NpgsqlConnection connection) => (_database, _connection) = (database, connection);

    public static async Task<Ears> ListenAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        var ears = new Ears(database, connection);
        connection.Notification += (_, e) => ears._heard.Enqueue((e.Channel, e.Payload));
        await using var listen = new NpgsqlCommand(
            $"LISTEN {Announcements.TokensChannel}; LISTEN {Announcements.BarrierChannel}; LISTEN {Fence}", connection);
        await listen.ExecuteNonQueryAsync();
        return ears;
    }

    /// <summary>What was announced to nodes up to now, since this was last asked.</summary>
    public Task<List<string>> TokensAsync() => HeardAsync(Announcements.TokensChannel);

    /// <summary>The barriers up to now, since anything was last asked.</summary>
    public Task<List<string>> BarriersAsync() => HeardAsync(Announcements.BarrierChannel);

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private async Task<List<string>> HeardAsync(string channel)
    {
        await _database.ExecuteAsync($"NOTIFY {Fence}");
        while (!_heard.Any(one => one.Channel == Fence))
            (await _connection.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        var heard = new List<string>();
        while (_heard.TryDequeue(out var one))
        {
            if (one.Channel == channel)
                heard.Add(one.Payload);
        }

        return heard;
    }
}
