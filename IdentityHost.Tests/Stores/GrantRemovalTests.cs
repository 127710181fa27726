using System.Diagnostics.Metrics;
using IdentityHost.Grants;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdentityHost.Tests.Stores;

/// <summary>Expired grants are removed in batches, by any number of nodes at once, and nothing else is.</summary>
[Collection(PostgresCollection.Name)]
public sealed class GrantRemovalTests(PostgresFixture postgres)
{
    [Fact]
    public async Task By_default_every_node_removes_what_has_expired()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await AddAsync(database, count: 2500, "now() - interval '6 minutes'");
        await AddAsync(database, count: 7, "now() - interval '4 minutes'");
        await AddAsync(database, count: 10, "now() + interval '1 hour'");
        await AddAsync(database, count: 5, "NULL");
        await AddOthersAsync(database);
        await using var host = await TestHost.StartAsync(database);

        await Eventually.TrueAsync(async () => await CountAsync(database, "PersistedGrants") == 22);
        await Eventually.TrueAsync(async () => await CountAsync(database, "PushedAuthorizationRequests") == 1);
        (await CountAsync(database, "DeviceCodes")).ShouldBe(1);
        foreach (var table in new[] { "GrantFamilies", "GrantFamilyMembers", "RevokedTokenIds", "UsedOneTimePasswords" })
            await Eventually.TrueAsync(async () => await CountAsync(database, table) == 1);
        (await database.ScalarAsync<string>("""SELECT "Key" FROM "GrantFamilyMembers" """)).ShouldBe("alive");
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await AddAsync(database, count: 3, "now() - interval '1 day'");
        await using var host = await TestHost.StartAsync(database, settings =>
        {
            settings["IdentityHost:Grants:Removal:Enabled"] = "false";
            settings["IdentityHost:Grants:Removal:Interval"] = "00:00:01";
        });

        await Task.Delay(1500);

        (await CountAsync(database, "PersistedGrants")).ShouldBe(3);
    }

    [Theory]
    [InlineData(ExpiredGrants.PersistedGrants)]
    [InlineData(ExpiredGrants.DeviceCodes)]
    [InlineData(ExpiredGrants.PushedAuthorizationRequests)]
    [InlineData(ExpiredGrants.GrantFamilies)]
    [InlineData(ExpiredGrants.GrantFamilyMembers)]
    [InlineData(ExpiredGrants.RevokedTokenIds)]
    [InlineData(ExpiredGrants.UsedOneTimePasswords)]
    public async Task A_batch_reads_no_more_than_its_rows_even_if_the_planner_knows_of_none_that_expired(string sql)
    {
        await using var database = await postgres.CreateDatabaseAsync();

        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"EXPLAIN {sql.Replace("$1", "1000")}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(0));

        plan.ShouldNotContain(line => line.Contains("Sort"));
        plan.ShouldContain(line => line.Contains("Limit"));
    }

    [Fact]
    public async Task Many_nodes_at_once_neither_deadlock_nor_wait_for_one_another()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await AddAsync(database, count: 5000, "now() - interval '10 minutes' - random() * interval '1 day'");
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);

        var removed = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var (expired, total) = (new ExpiredGrants(dataSource), 0);
            int batch;
            while ((batch = (await expired.RemoveBatchAsync(97, default)).Sum(removed => removed.Rows)) > 0)
                total += batch;
            return total;
        }));

        removed.Sum().ShouldBe(5000);
        (await CountAsync(database, "PersistedGrants")).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_that_somebody_has_locked_are_skipped()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await AddAsync(database, count: 10, "now() - interval '1 day'");
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("""SELECT 1 FROM "PersistedGrants" ORDER BY "Id" LIMIT 4 FOR UPDATE""", connection, transaction))
            await command.ExecuteNonQueryAsync();

        (await new ExpiredGrants(dataSource).RemoveBatchAsync(100, new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token))
            .Sum(removed => removed.Rows).ShouldBe(6);
    }

    [Fact]
    public async Task A_table_that_can_t_be_cleaned_fails_the_round_and_stops_no_other()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings =>
        {
            settings["IdentityHost:Grants:Removal:Enabled"] = "false";
            settings["IdentityHost:Grants:Removal:BatchSize"] = "2";
        });
        await AddAsync(database, count: 3, "now() - interval '1 day'");
        await AddOthersAsync(database);
        await database.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE insufficient_privilege; END $$;
            CREATE TRIGGER refuse BEFORE DELETE ON "PersistedGrants" FOR EACH ROW EXECUTE FUNCTION refuse();
            """);

        await Should.ThrowAsync<PostgresException>(() => host.Services.GetRequiredService<GrantRemoval>().RemoveAllExpiredAsync(default));

        (await CountAsync(database, "PersistedGrants")).ShouldBe(3);
        foreach (var table in new[] { "DeviceCodes", "PushedAuthorizationRequests", "GrantFamilies", "GrantFamilyMembers", "RevokedTokenIds", "UsedOneTimePasswords" })
            (await CountAsync(database, table)).ShouldBe(1, table);
    }

    [Fact]
    public async Task A_batch_is_as_large_as_configured_and_what_was_removed_is_counted()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings => settings["IdentityHost:Grants:Removal:BatchSize"] = "7");
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "identityhost.grants.removed" && instrument.Meter.Scope == meters)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();
        await AddAsync(database, count: 20, "now() - interval '1 day'");

        var removed = await host.Services.GetRequiredService<GrantRemoval>().RemoveAllExpiredAsync(default);

        removed.ShouldBe(20);
        counted.ShouldBe(20);
    }

    [Fact]
    public async Task After_each_batch_the_database_has_as_long_for_others()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings =>
        {
            settings["IdentityHost:Grants:Removal:Enabled"] = "false";
            settings["IdentityHost:Grants:Removal:BatchSize"] = "10";
        });
        await AddAsync(database, count: 25, "now() - interval '1 day'");
        var clock = new PausesClock(TimeSpan.FromMilliseconds(40));
        var removal = ActivatorUtilities.CreateInstance<GrantRemoval>(host.Services, clock);

        (await removal.RemoveAllExpiredAsync(default)).ShouldBe(25);

        clock.Pauses.ShouldBe([TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(40)]);
    }

    /// <summary>Each look at it finds it later by as much; a pause is noted, and over at once.</summary>
    private sealed class PausesClock(TimeSpan step) : TimeProvider
    {
        private long _looks;

        public List<TimeSpan> Pauses { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ++_looks * step.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    private static Task AddAsync(TestDatabase database, int count, string expiration) => database.ExecuteAsync(
        $"""
        INSERT INTO "PersistedGrants" ("Key", "Type", "ClientId", "CreationTime", "Expiration", "Data")
        SELECT gen_random_uuid()::text, 'reference_token', '3', now() - interval '2 days', {expiration}, '' FROM generate_series(1, $1)
        """,
        count);

    private static async Task AddOthersAsync(TestDatabase database)
    {
        await database.ExecuteAsync(
            """
            INSERT INTO "DeviceCodes" ("UserCode", "DeviceCode", "ClientId", "CreationTime", "Expiration", "Data")
            VALUES ('a', 'a', '3', now(), now() - interval '6 minutes', ''), ('b', 'b', '3', now(), now() + interval '1 hour', '')
            """);
        await database.ExecuteAsync(
            """
            INSERT INTO "PushedAuthorizationRequests" ("ReferenceValueHash", "ExpiresAtUtc", "Parameters")
            VALUES ('a', now() - interval '6 minutes', ''), ('b', now() + interval '1 hour', '')
            """);
        await database.ExecuteAsync(
            """
            INSERT INTO "GrantFamilies" ("Id", "Key", "ClientId", "Expiration")
            VALUES ('00000000-0000-0000-0000-000000000001', 'a', '3', now() - interval '6 minutes'),
                   ('00000000-0000-0000-0000-000000000002', 'b', '3', now() + interval '1 hour')
            """);
        // Of a family that is gone, of one that lives, and of one that lives longer than this token.
        await database.ExecuteAsync(
            """
            INSERT INTO "GrantFamilyMembers" ("Key", "FamilyId", "Type", "Expiration")
            VALUES ('dead', '00000000-0000-0000-0000-000000000001', 'jwt', now() + interval '1 hour'),
                   ('alive', '00000000-0000-0000-0000-000000000002', 'jwt', now() + interval '1 hour'),
                   ('expired', '00000000-0000-0000-0000-000000000002', 'jwt', now() - interval '6 minutes')
            """);
        await database.ExecuteAsync(
            """
            INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") VALUES ('a', now() - interval '61 minutes'), ('b', now() - interval '59 minutes')
            """);
        await database.ExecuteAsync(
            """
            INSERT INTO "UsedOneTimePasswords" ("UserId", "Hash", "Expiration")
            VALUES ('1', 'a', now() - interval '6 minutes'), ('1', 'b', now() + interval '1 hour')
            """);
    }

    private static Task<long> CountAsync(TestDatabase database, string table) => database.ScalarAsync<long>($"SELECT count(*) FROM \"{table}\"");
}
