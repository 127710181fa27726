using System.Net;
using IdentityHost.Migrations;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.BrowserApplications;

/// <summary>Origins are remembered for as long as changes are heard, and outlive an outage.</summary>
public sealed class RegisteredOriginsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Path = "/connect/token";

    [Fact]
    public async Task An_origin_that_is_added_or_removed_counts_on_every_node_within_a_second()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var here = await StartListeningAsync(database);
        await using var there = await StartListeningAsync(database);
        (await MayAskAsync(here)).ShouldBeFalse();
        (await MayAskAsync(there)).ShouldBeFalse();

        await database.AddOriginAsync(CrossOrigin.App);
        await Eventually.TrueAsync(async () => await MayAskAsync(here) && await MayAskAsync(there), seconds: 1);

        await RemoveAsync(database);
        await Eventually.TrueAsync(async () => !await MayAskAsync(here) && !await MayAskAsync(there), seconds: 1);
    }

    [Fact]
    public async Task Whether_known_or_not_an_origin_is_answered_from_memory()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.AddOriginAsync(CrossOrigin.App);
        await using var host = await StartListeningAsync(database);
        (await MayAskAsync(host)).ShouldBeTrue();

        // Proves that the database is not asked: only a silenced trigger lets the node miss a change.
        await database.ExecuteAsync("""ALTER TABLE "ClientCorsOrigins" DISABLE TRIGGER USER""");
        await RemoveAsync(database);
        await database.AddOriginAsync("https://late.example");

        (await MayAskAsync(host)).ShouldBeTrue();
        (await MayAskAsync(host, "https://late.example")).ShouldBeFalse();
    }

    [Fact]
    public async Task In_an_outage_a_registered_origin_can_read_503_and_another_nothing()
    {
        await using var cluster = await StartClusterAsync();
        // Without a pool, in which a connection would be broken afterwards.
        var database = new TestDatabase($"{cluster.ConnectionString};Pooling=false", () => Task.CompletedTask);
        await database.AddOriginAsync(CrossOrigin.App);
        await using var host = await TestHost.StartAsync(new TestDatabase(cluster.ConnectionString, () => Task.CompletedTask));

        // Nobody asked before: what is known was read at the start.
        await cluster.StopAsync();

        for (var round = 0; round < 2; round++)
        {
            using var preflight = await host.Client.PreflightAsync(Path, CrossOrigin.App);
            preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            preflight.ShouldBeReadableBy(CrossOrigin.App);
            using var answer = await AskAsync(host, CrossOrigin.App);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.ShouldBeReadableBy(CrossOrigin.App);
            answer.Header("Retry-After").ShouldBe("1");
            using var other = await host.Client.PreflightAsync(Path, "https://other.example");
            other.IsSuccessStatusCode.ShouldBeFalse();
            other.ShouldBeReadableByNobody();
            using var discovery = await host.Client.AskAsync("/.well-known/openid-configuration", "https://other.example");
            discovery.StatusCode.ShouldBe(HttpStatusCode.OK);
            discovery.ShouldBeReadableBy("*");
        }

        await cluster.StartAsync();
        await RemoveAsync(database);
        await Eventually.TrueAsync(async () => !await MayAskAsync(host));
    }

    [Fact]
    public async Task Before_the_database_was_ever_there_a_preflight_is_503()
    {
        await using var cluster = await StartClusterAsync();
        var database = new TestDatabase(cluster.ConnectionString, () => Task.CompletedTask);
        await database.AddOriginAsync(CrossOrigin.App);
        await cluster.StopAsync();
        await using var host = await TestHost.StartAsync(database);

        using (var preflight = await host.Client.PreflightAsync(Path, CrossOrigin.App))
        {
            preflight.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            preflight.Header("Retry-After").ShouldBe("1");
        }

        await cluster.StartAsync();
        await Eventually.TrueAsync(() => MayAskAsync(host));
    }

    [Fact]
    public async Task A_service_of_the_deployer_s_decides_instead()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.AddOriginAsync(CrossOrigin.App);
        await using var host = await TestHost.StartAsync(
            database, configure: builder => builder.Services.AddScoped<ICorsPolicyService, OneTenant>());

        (await MayAskAsync(host, "https://one.tenant.example")).ShouldBeTrue();
        (await MayAskAsync(host)).ShouldBeFalse();
    }

    private static async Task<PrivateCluster> StartClusterAsync()
    {
        var cluster = await PrivateCluster.StartNewAsync();
        await using var output = new StringWriter();
        string[] arguments = ["up", "--seeds", RepositoryFolder.PathOf("migrations/demo"), "--connection", cluster.ConnectionString];
        (await MigrationsCommand.RunAsync(arguments, output, output, CancellationToken.None)).ShouldBe(0, output.ToString());
        return cluster;
    }

    private static async Task<TestHost> StartListeningAsync(TestDatabase database)
    {
        var host = await TestHost.StartAsync(database);
        await host.ListeningAsync();
        return host;
    }

    private static async Task<bool> MayAskAsync(TestHost host, string origin = CrossOrigin.App)
    {
        using var preflight = await host.Client.PreflightAsync(Path, origin);
        return preflight.StatusCode == HttpStatusCode.NoContent && preflight.Header("Access-Control-Allow-Origin") == origin;
    }

    private static Task<HttpResponseMessage> AskAsync(TestHost host, string origin) =>
        host.Client.AskAsync(
            Path, origin, new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = "x", ["client_id"] = Demo.NotesId });

    private static Task RemoveAsync(TestDatabase database) =>
        database.ExecuteAsync("""DELETE FROM "ClientCorsOrigins" WHERE "Origin" = $1""", CrossOrigin.App);

    private sealed class OneTenant : ICorsPolicyService
    {
        public Task<bool> IsOriginAllowedAsync(string origin, CancellationToken ct) => Task.FromResult(origin == "https://one.tenant.example");
    }
}
