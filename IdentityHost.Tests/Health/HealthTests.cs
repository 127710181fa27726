using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Health;

[Collection(PostgresCollection.Name)]
public sealed class HealthTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_host_whose_database_is_there_is_ready_when_it_listens()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database);

        (await ReadyAsync(host)).ShouldBe((HttpStatusCode.OK, "Healthy", "Healthy", "Healthy"));
        (await host.Client.GetStringAsync("/health/live")).ShouldContain("\"status\":\"Healthy\"");
    }

    [Fact]
    public async Task A_pending_migration_is_not_ready_and_nothing_is_answered_until_it_was_applied()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.ExecuteAsync("""UPDATE "__EFMigrationsHistory" SET "MigrationId" = 'later' WHERE "MigrationId" = $1""", Data.RequiredSchema.MigrationId);
        await using var host = await TestHost.StartAsync(database);

        (await ReadyAsync(host)).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Unhealthy", "Unhealthy"));
        (await host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "/.well-known/openid-configuration", "/connect/authorize?client_id=3", "/Account/Login" })
        {
            using var response = await host.Client.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        }

        host.Logs.Lines.ShouldContain(l => l.Message.Contains($"Migration {Data.RequiredSchema.MigrationId} is pending"));

        await database.ExecuteAsync("""UPDATE "__EFMigrationsHistory" SET "MigrationId" = $1 WHERE "MigrationId" = 'later'""", Data.RequiredSchema.MigrationId);

        await Eventually.TrueAsync(async () => (await ReadyAsync(host)).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_newer_schema_that_still_serves_this_host_is_ready()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await AddMigrationAsync(database, "29991231000000_Later", oldestHost: Data.RequiredSchema.MigrationId);
        // Of a migration as old as this host's own nothing is asked.
        await database.ExecuteAsync("""DELETE FROM "SchemaCompatibility" WHERE "MigrationId" = $1""", Data.RequiredSchema.MigrationId);
        await using var host = await TestHost.StartAsync(database);

        (await ReadyAsync(host)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("29991231000000_Later")]
    public async Task A_newer_schema_that_does_not_serve_this_host_is_not_ready_and_says_so_in_one_sentence(string? oldestHost)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await AddMigrationAsync(database, "29991231000000_Later", oldestHost);
        await using var host = await TestHost.StartAsync(database);

        (await ReadyAsync(host)).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Unhealthy", "Unhealthy"));
        using var answer = await host.Client.GetAsync("/.well-known/openid-configuration");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        host.Logs.Lines.ShouldContain(l => l.Message == "The host can't answer yet and goes on trying: The database of "
            + $"ConnectionStrings:IdentityHost has schema migration 29991231000000_Later, which is too new for this host (made for {Data.RequiredSchema.MigrationId}): deploy a newer host.");
    }

    [Fact]
    public async Task A_running_host_is_no_longer_ready_once_the_schema_left_it_behind()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database);
        (await ReadyAsync(host)).Status.ShouldBe(HttpStatusCode.OK);

        await AddMigrationAsync(database, "29991231000000_Later", oldestHost: null);

        (await ReadyAsync(host)).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Healthy", "Healthy"));
    }

    [Fact]
    public async Task A_canary_that_can_not_be_read_is_not_ready()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database);
        await database.ExecuteAsync("""UPDATE "DataProtectionCanary" SET "Payload" = 'CfDJ8AAAAAAAAAAAAAAAAAAAAAA'""");

        (await ReadyAsync(host)).ShouldBe((HttpStatusCode.ServiceUnavailable, "Healthy", "Healthy", "Unhealthy"));
    }

    private static async Task AddMigrationAsync(TestDatabase database, string id, string? oldestHost)
    {
        await database.ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ($1, '10')""", id);
        if (oldestHost is not null)
            await database.ExecuteAsync("""INSERT INTO "SchemaCompatibility" VALUES ($1, $2)""", id, oldestHost);
    }

    private static async Task<(HttpStatusCode Status, string Database, string SigningKey, string KeyRing)> ReadyAsync(TestHost host)
    {
        using var response = await host.Client.GetAsync("/health/ready");
        var checks = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("checks");
        string Check(string name) => checks.GetProperty(name).GetString()!;
        return (response.StatusCode, Check("database"), Check("signing-key"), Check("data-protection"));
    }
}
