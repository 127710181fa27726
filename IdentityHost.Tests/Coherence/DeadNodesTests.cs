using IdentityHost.Coherence;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IdentityHost.Tests.Coherence;

/// <summary>Nobody waits for the dead, and nobody takes the living for dead.</summary>
public sealed class DeadNodesTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Almost = DeadNodes.Patience - TimeSpan.FromMilliseconds(1);

    private readonly TestClock _clock = new();
    private TestDatabase _database = null!;
    private NpgsqlDataSource _dataSource = null!;
    private DeadNodes _dead = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString);
        _dead = new DeadNodes(_dataSource, Barriers.Metrics, _clock, NullLogger<DeadNodes>.Instance);
    }

    public async Task DisposeAsync()
    {
        _dead.Dispose();
        await _dataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_counter_that_stands_still_for_three_leases_is_a_dead_nodes()
    {
        await _database.AddDeafNodeAsync();
        await LookAfterAsync(TimeSpan.Zero);

        await LookAfterAsync(Almost);
        (await _database.CountNodesAsync()).ShouldBe(1);

        await LookAfterAsync(TimeSpan.FromMilliseconds(1));
        (await _database.CountNodesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_node_that_renewed_in_between_lives()
    {
        await _database.AddDeafNodeAsync();
        await LookAfterAsync(TimeSpan.Zero);
        await LookAfterAsync(Almost);

        await _database.ExecuteAsync("""UPDATE "NodeLeases" SET "Counter" = "Counter" + 1""");

        await LookAfterAsync(Almost);
        await LookAfterAsync(Almost);
        (await _database.CountNodesAsync()).ShouldBe(1);
        await LookAfterAsync(TimeSpan.FromMilliseconds(1));
        (await _database.CountNodesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_node_that_nobody_looked_at_for_long_is_not_dead_for_that()
    {
        await LookAfterAsync(TimeSpan.Zero);
        await _database.AddDeafNodeAsync();

        await LookAfterAsync(TimeSpan.FromHours(1));

        (await _database.CountNodesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_host_removes_a_node_that_was_killed()
    {
        await using var host = await _database.StartNodeAsync();
        await _database.AddDeafNodeAsync();

        await Eventually.TrueAsync(async () => await _database.CountNodesAsync() == 1, seconds: 30);

        host.Lease().Current.ShouldNotBeNull();
    }

    private Task LookAfterAsync(TimeSpan time)
    {
        _clock.Now += time;
        return _dead.RemoveAsync(CancellationToken.None);
    }
}
