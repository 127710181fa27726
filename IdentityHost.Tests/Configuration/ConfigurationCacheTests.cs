using System.Diagnostics;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.Configuration;

/// <summary>Clients and resources are remembered for as long as changes are heard, and no longer.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ConfigurationCacheTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_change_is_seen_within_a_second_without_a_restart()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartListeningAsync(database);
        (await IsEnabledAsync(host)).ShouldBeTrue();

        await SetEnabledAsync(database, enabled: false);

        var clock = Stopwatch.StartNew();
        await Eventually.TrueAsync(async () => !await IsEnabledAsync(host));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_is_not_announced_is_answered_from_memory()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartListeningAsync(database);
        (await IsEnabledAsync(host)).ShouldBeTrue();

        // Proves that the database is not asked: only silenced triggers let the node miss a change.
        await database.ExecuteAsync("""ALTER TABLE "Clients" DISABLE TRIGGER USER""");
        await SetEnabledAsync(database, enabled: false);
        (await IsEnabledAsync(host)).ShouldBeTrue();

        await database.ExecuteAsync("SELECT pg_notify('identity_configuration', '')");
        await Eventually.TrueAsync(async () => !await IsEnabledAsync(host));
    }

    [Fact]
    public async Task A_new_scope_of_a_client_can_be_requested_at_once()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartListeningAsync(database);
        var tokens = new TokenClient(host);
        await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret, "*");

        await database.ExecuteAsync(
            """
            INSERT INTO "ApiScopes" ("Enabled", "Name", "Required", "Emphasize", "ShowInDiscoveryDocument", "Created", "NonEditable")
            VALUES (true, 'brand.new', false, false, true, now(), false)
            """);
        await database.ExecuteAsync(
            """INSERT INTO "ClientScopes" ("Scope", "ClientId") SELECT 'brand.new', "Id" FROM "Clients" WHERE "ClientId" = $1""", Demo.PlainClientId);

        await Eventually.TrueAsync(async () =>
        {
            using var response = await tokens.PostFormAsync(
                "/connect/token",
                new() { ["grant_type"] = "client_credentials", ["scope"] = "brand.new" },
                TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
            return response.IsSuccessStatusCode;
        }, seconds: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_listening_connection_is_away_or_silent_the_database_is_asked(bool silent)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var direct = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var relay = new TcpRelay(direct.Host!, direct.Port);
        direct.Host = "127.0.0.1";
        direct.Port = relay.Port;
        await using var host = await StartListeningAsync(database, direct.ConnectionString);
        (await IsEnabledAsync(host)).ShouldBeTrue();

        if (silent)
            relay.Stall();
        else
            relay.Break();
        await SetEnabledAsync(database, enabled: false);

        // A second between two beats, two until one counts as unanswered.
        await Eventually.TrueAsync(async () => !await IsEnabledAsync(host), seconds: 5);
        host.TimesListened.ShouldBe(1);
        await SetEnabledAsync(database, enabled: true);
        (await IsEnabledAsync(host)).ShouldBeTrue();

        // Nor does a connection that hangs hold up the end of the host.
        var clock = Stopwatch.StartNew();
        await host.DisposeAsync();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_listening_connection_that_was_cut_is_made_anew()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartListeningAsync(database);

        await database.ExecuteAsync(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'IdentityHost notifications'
            """);

        await Eventually.TrueAsync(() => Task.FromResult(host.TimesListened == 2));
        await SetEnabledAsync(database, enabled: false);
        await Eventually.TrueAsync(async () => !await IsEnabledAsync(host));
    }

    private static async Task<TestHost> StartListeningAsync(TestDatabase database, string? notifications = null)
    {
        var host = await TestHost.StartAsync(database, settings => settings["ConnectionStrings:IdentityHostNotifications"] = notifications);
        await host.ListeningAsync();
        return host;
    }

    private static async Task<bool> IsEnabledAsync(TestHost host)
    {
        using var response = await new TokenClient(host).PostFormAsync(
            "/connect/token", new() { ["grant_type"] = "client_credentials" }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        return response.IsSuccessStatusCode;
    }

    private static Task SetEnabledAsync(TestDatabase database, bool enabled) =>
        database.ExecuteAsync("""UPDATE "Clients" SET "Enabled" = $1 WHERE "ClientId" = $2""", enabled, Demo.PlainClientId);
}
