using System.Globalization;
using IdentityHost.Migrations;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Migrations;

/// <summary>`up` from nothing, many at once, and interrupted by a failure.</summary>
public sealed class UpTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task From_empty_the_schema_and_the_seeds_are_applied_and_a_second_run_does_nothing()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.WithDemo();

        var first = await MigrationsCli.UpAsync(database.ConnectionString, seeds);
        var digest = await DatabaseDigest.ReadAsync(database.ConnectionString);
        var second = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        first.ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(ExitCodes.Ok),
            run => run.Errors.ShouldBeEmpty(),
            run => run.Output.ShouldBe(string.Join(Environment.NewLine,
            [
                .. MigrationsCli.SchemaMigrations.Select(migration => $"schema {migration}: applied"),
                "seed 0001_demonstration: applied (10 created, 0 changed, 0 removed)",
                "seed 0002_people_and_apps: applied (10 created, 1 changed, 0 removed)",
                "Done: schema and seeds are up to date.", "",
            ])));
        second.Output.ShouldBe($"Nothing to do: schema and seeds are up to date.{Environment.NewLine}");
        second.ExitCode.ShouldBe(ExitCodes.Ok);
        (await DatabaseDigest.ReadAsync(database.ConnectionString)).ShouldBe(digest);
    }

    [Fact]
    public async Task Ten_at_once_apply_everything_once()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: second\n").Write("0004_third.yaml", "apiScopes:\n  - name: third\n");

        var runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => MigrationsCli.UpAsync(database.ConnectionString, seeds))));

        runs.SelectMany(run => run.Errors).ShouldBeEmpty();
        runs.ShouldAllBe(run => run.ExitCode == ExitCodes.Ok);
        foreach (var line in new[] { "schema 20261122090000_Initial: applied", "seed 0001_demonstration: applied", "seed 0003_test: applied", "seed 0004_third: applied" })
            runs.Count(run => run.Output.Contains(line, StringComparison.Ordinal)).ShouldBe(1, line);
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "SeedHistory" """)).ShouldBe(4);
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "Clients" """)).ShouldBe(8);
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "__EFMigrationsHistory" """)).ShouldBe(MigrationsCli.SchemaMigrations.Count);
    }

    [Fact]
    public async Task A_seed_that_fails_midway_leaves_the_database_as_it_was()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.ExecuteAsync("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused by a trigger' USING ERRCODE = 'P0001'; END $$
            """);
        await database.ExecuteAsync("""CREATE TRIGGER refuse BEFORE INSERT ON "Users" FOR EACH ROW EXECUTE FUNCTION refuse()""");
        var before = await DatabaseDigest.ReadAsync(database.ConnectionString);
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: written.first\nclients:\n  - action: remove\n    clientId: 2\nusers:\n  - userName: carol\n");

        var up = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        up.ExitCode.ShouldBe(ExitCodes.DatabaseFailed);
        up.Errors.ShouldBe([$"{seeds.Path}/0003_test.yaml: PostgreSQL refused: refused by a trigger (P0001). Nothing of this seed was written."]);
        (await DatabaseDigest.ReadAsync(database.ConnectionString)).ShouldBe(before);
    }

    [Fact]
    public async Task A_schema_migration_that_fails_midway_leaves_the_database_as_it_was()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        await database.ExecuteAsync("""CREATE TABLE "PushedAuthorizationRequests" (x int)""");
        var before = await DatabaseDigest.ReadAsync(database.ConnectionString);
        using var seeds = TestSeeds.Empty();

        var up = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        up.ExitCode.ShouldBe(ExitCodes.DatabaseFailed);
        up.Errors.ShouldBe(["""PostgreSQL refused: relation "PushedAuthorizationRequests" already exists (42P07)."""]);
        (await DatabaseDigest.ReadAsync(database.ConnectionString)).ShouldBe(before);
    }

    /// <summary>Of a database that is in use, and has more to lose than an empty one.</summary>
    [Fact]
    public async Task A_later_schema_migration_that_fails_midway_leaves_the_database_as_it_was()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.ExecuteAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122200000_Deployment'""");
        // The first table of the migration can be made, the second can't.
        await database.ExecuteAsync("""DROP TABLE "Deployment" """);
        var before = await DatabaseDigest.ReadAsync(database.ConnectionString);
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: later\n");

        var up = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        up.ExitCode.ShouldBe(ExitCodes.DatabaseFailed);
        up.Errors.ShouldBe(["""PostgreSQL refused: relation "SchemaCompatibility" already exists (42P07)."""]);
        (await DatabaseDigest.ReadAsync(database.ConnectionString)).ShouldBe(before);
    }

    [Fact]
    public async Task Stopped_while_it_waits_for_another_run_it_writes_nothing()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: late\n");
        await using var other = new Npgsql.NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await IdentityHost.Migrations.Database.AdvisoryLock.AcquireAsync(other, transaction, CancellationToken.None);
        await using var output = new StringWriter();
        using var stopping = new CancellationTokenSource();

        var run = MigrationsCommand.RunAsync(["up", "--seeds", seeds.Path, "--connection", database.ConnectionString], output, output, stopping.Token);
        var tries = 0;
        while (await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 0)
        {
            (++tries).ShouldBeLessThan(500, "it never waited");
            await Task.Delay(20);
        }

        await stopping.CancelAsync();

        (await run).ShouldBe(ExitCodes.Stopped);
        output.ToString().ShouldBe($"Stopped. The step that was running has been rolled back.{Environment.NewLine}");
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "SeedHistory" """)).ShouldBe(2);
    }

    [Fact]
    public async Task Another_folder_with_the_same_files_is_the_same_seeds()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: once\n");
        using var same = TestSeeds.WithDemoAnd("apiScopes:\n  - name: once\n");

        (await MigrationsCli.UpAsync(database.ConnectionString, seeds)).ExitCode.ShouldBe(ExitCodes.Ok);

        (await MigrationsCli.UpAsync(database.ConnectionString, same)).Output.ShouldBe($"Nothing to do: schema and seeds are up to date.{Environment.NewLine}");
    }

    [Fact]
    public async Task The_history_records_number_name_checksum_and_time()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var text = (await File.ReadAllTextAsync(RepositoryFolder.PathOf("migrations/demo/0001_demonstration.yaml"))).ReplaceLineEndings("\n");
        var checksum = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

        var row = await database.ScalarAsync<string>(
            """SELECT "Number" || ' ' || "Name" || ' ' || "Checksum" || ' ' || ("AppliedAt" BETWEEN now() - interval '1 hour' AND now()) FROM "SeedHistory" WHERE "Number" = 1""");

        row.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"1 0001_demonstration {checksum} true"));
    }
}
