using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Migrations;

/// <summary>A database of another program is left alone, and called that.</summary>
public sealed class ForeignDatabaseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string OtherDatabase = "name another with --connection or ConnectionStrings__IdentityHost.";

    [Theory]
    [InlineData("up")]
    [InlineData("plan")]
    [InlineData("verify")]
    public async Task Tables_that_this_program_did_not_make(string command)
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        await database.ExecuteAsync("""CREATE TABLE "Clients" ("Id" int); CREATE TABLE "Users" ("Id" int)""");

        await RefusedAsync(database, command, $"The database has tables that this program did not make (Clients, Users); {OtherDatabase}");
    }

    [Theory]
    [InlineData("up")]
    [InlineData("plan")]
    [InlineData("verify")]
    public async Task Schema_migrations_of_which_this_program_knows_none(string command)
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        await database.ExecuteAsync("""
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL);
            INSERT INTO "__EFMigrationsHistory" VALUES ('20240101000000_Grants', '8.0.0'), ('20240102000000_Config', '8.0.0')
            """);

        await RefusedAsync(
            database, command,
            "The database is another program's: it has schema migrations (20240101000000_Grants and so on), and none that this program knows; " + OtherDatabase);
    }

    private static async Task RefusedAsync(TestDatabase database, string command, string message)
    {
        var before = await DatabaseDigest.ReadAsync(database.ConnectionString);
        using var seeds = TestSeeds.WithDemo();

        var run = await MigrationsCli.RunAsync(database.ConnectionString, command, "--seeds", seeds.Path);

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Errors[0].ShouldBe(message);
        (await DatabaseDigest.ReadAsync(database.ConnectionString)).ShouldBe(before);
    }
}
