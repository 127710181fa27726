using IdentityHost.Coherence;
using IdentityHost.Memory;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdentityHost.Tests.Coherence;

/// <summary>How a node comes to its lease, and by what it loses it.</summary>
public sealed class NodeListenerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_host_of_several_database_servers_works_and_listens_at_the_primary()
    {
        var several = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        several.Host = $"127.0.0.1:1,{several.Host}:{several.Port}";

        await using var host = await TestHost.StartAsync(_database, settings => settings["ConnectionStrings:IdentityHost"] = several.ConnectionString);

        await Eventually.TrueAsync(() => Task.FromResult(host.Lease().Current is not null), seconds: 30);
        var tokens = new TokenClient(host);
        var token = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        (await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task It_renews_its_lease_and_remembers_on()
    {
        await using var host = await _database.StartNodeAsync();

        // On a machine that has too much to do it may come too late for once.
        await Eventually.TrueAsync(
            async () =>
            {
                var (generation, counter) = (host.Lease().Current, await CounterAsync());
                await Task.Delay(NodeLease.Length);
                return generation is not null && host.Lease().Current == generation && await CounterAsync() >= counter + 2;
            },
            seconds: 30);
        (await _database.CountNodesAsync()).ShouldBe(1);
    }

    /// <summary>After an outage several may have been left; who revokes would wait for each until other nodes take it for dead.</summary>
    [Fact]
    public async Task Its_next_life_removes_the_rows_of_all_that_were_before()
    {
        await using var host = await TestHost.StartAsync(_database);
        await Eventually.TrueAsync(() => Task.FromResult(host.Lease().Current is not null), seconds: 30);
        Guid[] before = [await _database.AddDeafNodeAsync(), await _database.AddDeafNodeAsync()];
        var others = await _database.AddDeafNodeAsync();
        var heard = new TaskCompletionSource<Guid>();
        using var end = new CancellationTokenSource();
        var session = new NodeSession(
            host.Services.GetRequiredService<NpgsqlDataSource>(),
            new NodeLease(TimeProvider.System),
            new CommonFormats(),
            Generations.New(),
            host.Services.GetRequiredService<CoherenceMetrics>(),
            TimeProvider.System,
            heard.SetResult);

        var running = session.RunAsync(_database.ConnectionString + ";Pooling=false", before, end.Token);
        await Task.WhenAny(running, heard.Task);

        (await _database.ScalarAsync<long>("""SELECT count(*) FROM "NodeLeases" WHERE "NodeId" = ANY($1)""", before)).ShouldBe(0);
        (await _database.ScalarAsync<long>("""SELECT count(*) FROM "NodeLeases" WHERE "NodeId" = $1""", others)).ShouldBe(1);
        (session.MayHaveRow, session.IsRegistered).ShouldBe((true, true));
        await end.CancelAsync();
        await Task.WhenAny(running);
    }

    [Fact]
    public async Task It_acknowledges_what_it_has_applied()
    {
        await using var first = await _database.StartNodeAsync();
        await using var second = await _database.StartNodeAsync();
        // The one that is not renewed in time for once is there again later.
        var generation = first.Lease().Current ?? Generations.New();
        var before = generation.Tokens.Invalidations;

        await Eventually.TrueAsync(
            async () =>
            {
                var id = Guid.CreateVersion7();
                await _database.ExecuteAsync("SELECT pg_notify('identity_tokens', 'user u'), pg_notify('identity_barrier', $1)", id.ToString());
                await Task.Delay(500);
                return await CountAcknowledgementsAsync(id) == 2;
            },
            seconds: 30);

        (generation.HasEnded || generation.Tokens.Invalidations > before).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_its_row_nobody_waits_for_it_so_it_forgets_and_begins_anew_under_another_id()
    {
        await using var host = await _database.StartNodeAsync();
        var generation = host.Lease().Current;
        var id = await _database.ScalarAsync<Guid>("""DELETE FROM "NodeLeases" RETURNING "NodeId" """);

        await ForgetsAsync(host, generation, "Another node has removed this one's lease.");

        (await _database.ScalarAsync<Guid>("""SELECT "NodeId" FROM "NodeLeases" """)).ShouldNotBe(id);
    }

    [Fact]
    public async Task An_announcement_that_can_not_be_applied_has_it_forget_everything()
    {
        var generations = new Queue<Generation>([Generations.Broken()]);
        await using var host = await _database.StartNodeAsync(configure: builder => builder.Services.AddSingleton<Func<Generation>>(
            () => generations.TryDequeue(out var broken) ? broken : Generations.New()));
        var generation = host.Lease().Current;

        await _database.ExecuteAsync("SELECT pg_notify('identity_tokens', 'user u')");

        await ForgetsAsync(host, generation, "An announcement was not applied");
    }

    /// <summary>PostgreSQL warns, and reports success, when a commit did not wait for the standby that it should have waited for.</summary>
    [Fact]
    public async Task A_renewal_with_a_warning_is_none()
    {
        await using var host = await _database.StartNodeAsync();
        var generation = host.Lease().Current;

        await OnRenewalAsync("RAISE WARNING 'has already committed locally';");

        await ForgetsAsync(host, generation, "has already committed locally", again: false);
    }

    [Fact]
    public async Task A_renewal_is_committed_synchronously_whatever_the_default_is()
    {
        await _database.ExecuteAsync("""DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$""");
        await _database.ExecuteAsync("""CREATE TABLE "Seen" ("Value" text)""");
        await OnRenewalAsync("""INSERT INTO "Seen" VALUES (current_setting('synchronous_commit'));""");
        await using var host = await _database.StartNodeAsync();

        (await _database.ScalarAsync<string>("""SELECT string_agg(DISTINCT "Value", ' ') FROM "Seen" """)).ShouldBe("on");
    }

    [Fact]
    public async Task After_its_connection_was_cut_nobody_waits_for_its_life_before()
    {
        await using var host = await _database.StartNodeAsync();
        var generation = host.Lease().Current;

        await _database.ExecuteAsync(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'IdentityHost notifications'
            """);

        await ForgetsAsync(host, generation, "can't be listened to");
        (await _database.CountNodesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_whose_connection_is_silent_forgets_within_the_length_of_its_lease()
    {
        await using var relay = new TcpRelay(Direct.Host!, Direct.Port);
        await using var host = await _database.StartNodeAsync(Through(relay));
        host.Lease().Current.ShouldNotBeNull();

        relay.Stall();

        await Task.Delay(NodeLease.Length);
        host.Lease().Current.ShouldBeNull();
    }

    [Fact]
    public async Task A_host_that_ends_gives_its_lease_up()
    {
        var host = await _database.StartNodeAsync();
        var lease = host.Lease();

        await host.DisposeAsync();

        lease.Current.ShouldBeNull();
        (await _database.CountNodesAsync()).ShouldBe(0);
    }

    private NpgsqlConnectionStringBuilder Direct => new(_database.ConnectionString);

    private string Through(TcpRelay relay) => new NpgsqlConnectionStringBuilder(_database.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = relay.Port,
    }.ConnectionString;

    private static async Task ForgetsAsync(TestHost host, Generation? generation, string reason, bool again = true)
    {
        generation.ShouldNotBeNull();
        await Eventually.TrueAsync(() => Task.FromResult(host.HasLogged(reason)));
        generation.HasEnded.ShouldBeTrue();
        host.Lease().Current.ShouldNotBe(generation);
        if (again)
            await Eventually.TrueAsync(() => Task.FromResult(host.Lease().Current is not null), seconds: 30);
    }

    private Task OnRenewalAsync(string statement) => _database.ExecuteAsync(
        $"""
        CREATE FUNCTION on_renewal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement} RETURN NEW; END $$;
        CREATE TRIGGER on_renewal BEFORE UPDATE ON "NodeLeases" FOR EACH ROW EXECUTE FUNCTION on_renewal();
        """);

    private Task<long> CountAcknowledgementsAsync(Guid announcement) => _database.ScalarAsync<long>(
        """SELECT count(*) FROM "NodeAcknowledgements" WHERE "AnnouncementId" = $1 AND "NodeId" IN (SELECT "NodeId" FROM "NodeLeases")""",
        announcement);

    private Task<long> CounterAsync() => _database.ScalarAsync<long>("""SELECT "Counter" FROM "NodeLeases" """);
}
