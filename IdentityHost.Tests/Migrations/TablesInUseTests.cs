using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Schema;
using IdentityHost.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace IdentityHost.Tests.Migrations;

/// <summary>A schema migration among hosts that serve requests: it waits for a table without keeping others from it.</summary>
public sealed class TablesInUseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    // The next migration, Coherence, makes triggers on tables that hosts write to.
    private const string Before = "20261122120000_SignIn";
    private const string Migration = "20261122160000_Coherence";
    private const string WriterOfGrants = """LOCK TABLE "PersistedGrants" IN ROW EXCLUSIVE MODE""";

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateEmptyDatabaseAsync();
        await using var context = new SchemaDbContext(new DbContextOptionsBuilder<SchemaDbContext>().UseNpgsql(_database.ConnectionString).Options);
        await context.GetService<IMigrator>().MigrateAsync(Before);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task While_it_waits_hosts_read_the_history_and_write_to_the_table()
    {
        using var seeds = TestSeeds.Empty();
        Task<CliRun> up;
        await using (var writer = await HeldLock.TakeAsync(_database, WriterOfGrants))
        {
            up = Task.Run(() => MigrationsCli.UpAsync(_database.ConnectionString, seeds));
            await writer.WaitForAsync("ON \"PersistedGrants\"");

            (await _database.ScalarAsync<long>(
                """SELECT count(*) FROM pg_locks WHERE relation = '"__EFMigrationsHistory"'::regclass AND mode = 'AccessExclusiveLock'""")).ShouldBe(0);
            // It would wait for as long as the writer does.
            await _database.ExecuteAsync("""UPDATE "PersistedGrants" SET "ClientId" = 'x'""");
            up.IsCompleted.ShouldBeFalse();
        }

        var run = await up;
        run.Errors.ShouldBeEmpty();
        run.ExitCode.ShouldBe(ExitCodes.Ok);
        run.Output.ShouldContain($"schema {Migration}: applied");
    }

    [Fact]
    public async Task A_table_that_is_never_free_is_a_failure_that_says_so_and_nothing_of_the_migration_is_written()
    {
        var before = await DatabaseDigest.ReadAsync(_database.ConnectionString);
        await using var writer = await HeldLock.TakeAsync(_database, WriterOfGrants);
        await using var dataSource = NpgsqlDataSource.Create(_database.ConnectionString);

        var failure = await Should.ThrowAsync<DatabaseException>(
            () => new SchemaMigrator(dataSource, mostTries: 1).ApplyAsync(_ => { }, CancellationToken.None));

        failure.Message.ShouldStartWith($"Schema migration {Migration}: another transaction holds a lock on a table that it changes");
        (await DatabaseDigest.ReadAsync(_database.ConnectionString)).ShouldBe(before);
    }
}
