using Npgsql;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// A lock that a test holds in the database, so that a request stops at just that statement while something else happens: a race whose outcome is
/// no matter of luck.
/// </summary>
public sealed class HeldLock : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestDatabase _database;
    private readonly NpgsqlConnection _connection;

    private HeldLock(TestDatabase database, NpgsqlConnection connection)
    {
        _database = database;
        _connection = connection;
    }

    /// <param name="statement">What takes the lock, such as LOCK TABLE.</param>
    public static async Task<HeldLock> TakeAsync(TestDatabase database, string statement)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Statements are the tests' own constants.
        await using var command = new NpgsqlCommand("BEGIN; " + statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return new HeldLock(database, connection);
    }

    /// <summary>Waits until so many statements that contain the text wait for a lock.</summary>
    public async Task WaitForAsync(string text, int count = 1)
    {
        for (var end = Environment.TickCount64 + Patience.TotalMilliseconds; Environment.TickCount64 < end; await Task.Delay(20))
        {
            var waiting = await _database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos(query, $1) > 0", text);
            if (waiting >= count)
                return;
        }

        throw new TimeoutException($"Fewer than {count} statements with \"{text}\" wait.");
    }

    /// <summary>Lets go: whoever waits goes on.</summary>
    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
