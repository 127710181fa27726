using System.Diagnostics;
using IdentityHost.Coherence;
using IdentityHost.Memory;
using IdentityHost.Migrations;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.Coherence;

/// <summary>For how long whoever took access away waits, and for whom.</summary>
public sealed class BarrierRoundsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    // On a machine that has much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private TestDatabase _database = null!;
    private NpgsqlDataSource _dataSource = null!;
    private BarrierRounds _rounds = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString);
        _rounds = Barriers.Rounds(_dataSource);
    }

    public async Task DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_waits_where_no_node_has_a_lease()
    {
        (await MeasureAsync(_rounds)).ShouldBeLessThan(BarrierRounds.LongestWait);
    }

    [Fact]
    public async Task All_nodes_acknowledge_at_once()
    {
        await using var first = await _database.StartNodeAsync();
        await using var second = await _database.StartNodeAsync();

        (await MeasureAsync(_rounds)).ShouldBeLessThan(BarrierRounds.LongestWait);

        (await _database.ScalarAsync<long>("""SELECT count(*) FROM "NodeAcknowledgements" """)).ShouldBe(2);
    }

    [Fact]
    public async Task A_node_that_says_nothing_is_waited_for_until_its_lease_must_have_lapsed_and_no_longer()
    {
        await _database.AddDeafNodeAsync();

        var time = await MeasureAsync(_rounds);

        time.ShouldBeGreaterThanOrEqualTo(NodeLease.Length * 1.1);
        time.ShouldBeLessThan(BarrierRounds.LongestWait + Patience);
    }

    [Fact]
    public async Task Each_is_waited_for_as_long_as_it_may_take_whenever_it_comes()
    {
        await _database.AddDeafNodeAsync();

        var waits = new List<Task<TimeSpan>>();
        for (var one = 0; one < 5; one++)
        {
            waits.Add(MeasureAsync(_rounds));
            await Task.Delay(300);
        }

        foreach (var time in await Task.WhenAll(waits))
        {
            time.ShouldBeGreaterThanOrEqualTo(BarrierRounds.LongestWait);
            time.ShouldBeLessThan(BarrierRounds.LongestWait + Patience);
        }
    }

    [Fact]
    public async Task A_node_whose_lease_is_removed_is_waited_for_no_longer()
    {
        await _database.AddDeafNodeAsync();
        var waiting = MeasureAsync(_rounds);
        await Task.Delay(200);
        waiting.IsCompleted.ShouldBeFalse();

        await _database.ExecuteAsync("""DELETE FROM "NodeLeases" """);

        (await waiting).ShouldBeLessThan(BarrierRounds.LongestWait);
    }

    [Fact]
    public async Task An_acknowledgement_of_another_announcement_is_none()
    {
        var node = await _database.AddDeafNodeAsync();
        await AcknowledgeAsync(Guid.CreateVersion7(), node);

        (await MeasureAsync(_rounds)).ShouldBeGreaterThanOrEqualTo(BarrierRounds.LongestWait);
    }

    [Fact]
    public async Task Who_comes_at_the_same_time_shares_a_round_that_was_not_sent_before()
    {
        await using var host = await _database.StartNodeAsync();
        await using var ears = await Ears.ListenAsync(_database);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _rounds.WaitAsync()));

        (await ears.BarriersAsync()).Count.ShouldBeInRange(1, 10);
        await _rounds.WaitAsync();
        (await ears.BarriersAsync()).Count.ShouldBe(1);
    }

    /// <summary>What was committed after the question was sent is not what the answer is about.</summary>
    [Fact]
    public async Task Who_comes_when_a_round_was_sent_waits_for_another()
    {
        var node = await _database.AddDeafNodeAsync();
        await using var ears = await Ears.ListenAsync(_database);
        var first = _rounds.WaitAsync();
        var id = await HearAsync(ears);
        var second = _rounds.WaitAsync();

        await AcknowledgeAsync(id, node);

        await first;
        var next = await HearAsync(ears);
        next.ShouldNotBe(id);
        second.IsCompleted.ShouldBeFalse();
        await AcknowledgeAsync(next, node);
        await second;
    }

    [Fact]
    public async Task Without_a_database_it_waits_until_every_lease_has_lapsed_and_does_not_fail()
    {
        await using var cluster = await PrivateCluster.StartNewAsync();
        await using var output = new StringWriter();
        string[] arguments = ["up", "--seeds", RepositoryFolder.PathOf("migrations/demo"), "--connection", cluster.ConnectionString];
        (await MigrationsCommand.RunAsync(arguments, output, output, CancellationToken.None)).ShouldBe(0, output.ToString());
        await using var dataSource = NpgsqlDataSource.Create(cluster.ConnectionString);
        var rounds = Barriers.Rounds(dataSource);
        (await MeasureAsync(rounds)).ShouldBeLessThan(BarrierRounds.LongestWait);

        await cluster.StopAsync();

        var time = await MeasureAsync(rounds);
        time.ShouldBeGreaterThanOrEqualTo(BarrierRounds.LongestWait);
        time.ShouldBeLessThan(BarrierRounds.LongestWait + Patience);

        await cluster.StartAsync();
        await Eventually.TrueAsync(async () => await MeasureAsync(rounds) < BarrierRounds.LongestWait, seconds: 30);
    }

    private static async Task<Guid> HearAsync(Ears ears)
    {
        var heard = new List<string>();
        await Eventually.TrueAsync(async () =>
        {
            heard.AddRange(await ears.BarriersAsync());
            return heard.Count > 0;
        });
        return Guid.Parse(heard.ShouldHaveSingleItem());
    }

    private Task AcknowledgeAsync(Guid announcement, Guid node) => _database.ExecuteAsync(
        """INSERT INTO "NodeAcknowledgements" ("AnnouncementId", "NodeId") VALUES ($1, $2)""", announcement, node);

    private static async Task<TimeSpan> MeasureAsync(BarrierRounds rounds)
    {
        var began = Stopwatch.GetTimestamp();
        await rounds.WaitAsync();
        return Stopwatch.GetElapsedTime(began);
    }
}
