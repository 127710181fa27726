using System.Diagnostics;
using System.Net;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Outage;

/// <summary>Somebody holds a table, or all connections of the pool: whoever needs one is told so in time, and nobody else is held up.</summary>
[Collection(PostgresCollection.Name)]
public sealed class LockedTableTests(PostgresFixture postgres)
{
    // Each limit is less than five seconds; a busy machine adds its own. Without limits it is ten and more.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(7);

    [Theory]
    [InlineData("PersistedGrants")]
    [InlineData("GrantFamilies")]
    [InlineData("ApiResources")]
    [InlineData("Clients")]
    [InlineData("Users")]
    [InlineData("ServerSideSessions")]
    [InlineData("DataProtectionKeys")]
    public async Task Whoever_needs_the_table_gets_503_in_time_and_afterwards_an_answer(string table)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database);
        var tokens = new TokenClient(host);
        using var browser = new Browser(host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        var form = browser.Form();
        var held = await HeldLock.TakeAsync(database, $"""LOCK TABLE "{table}" """);

        var clock = Stopwatch.StartNew();
        // More than one statement takes together, and more than are sent at once.
        var asked = Enumerable.Range(0, 60).Select(i => (i % 4) switch
        {
            0 => TimeAsync(() => tokens.PostFormAsync(
                "/connect/introspect", new() { ["token"] = $"unknown{i}" }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret))),
            1 => TimeAsync(() => tokens.PostFormAsync(
                "/connect/token", new() { ["grant_type"] = "client_credentials" }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret))),
            2 => TimeAsync(() => tokens.PostFormAsync(
                "/connect/revocation", new() { ["token"] = $"unknown{i}" }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret))),
            _ => TimeAsync(() => host.Client.GetAsync("/.well-known/openid-configuration")),
        }).ToArray();
        await browser.SubmitAsync(form, new Dictionary<string, string> { ["UserName"] = Demo.User, ["Password"] = Demo.Password });
        clock.Elapsed.ShouldBeLessThan(LongestAnswer);
        var answers = await Task.WhenAll(asked);

        answers.Where(a => a.Status == HttpStatusCode.ServiceUnavailable).ShouldAllBe(a => a.Took < LongestAnswer);
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK || a.Status == HttpStatusCode.ServiceUnavailable);
        answers.Where((_, i) => i % 4 == 3).ShouldAllBe(a => a.Status == HttpStatusCode.OK && a.Took < TimeSpan.FromSeconds(4));
        clock.Restart();
        (await host.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(
            table == "DataProtectionKeys" ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
        // A server that answers others does not hang.
        host.Logs.Lines.ShouldNotContain(l => l.Message.StartsWith("The database does not answer;", StringComparison.Ordinal));

        await held.DisposeAsync();
        await Eventually.TrueAsync(async () => (await host.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
        var token = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        (await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task With_all_connections_of_the_pool_taken_the_others_wait_no_longer_either()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, ";Maximum Pool Size=2");
        var tokens = new TokenClient(host);
        await using var held = await HeldLock.TakeAsync(database, """LOCK TABLE "PersistedGrants" """);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => TimeAsync(() => tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = $"unknown{i}" }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret)))));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.ServiceUnavailable && a.Took < LongestAnswer);
        host.Logs.Lines.ShouldContain(l => l.Message.Contains("No connection to the database became free in time."));
    }

    private static Task<TestHost> StartAsync(TestDatabase database, string pool = "") => TestHost.StartAsync(
        // As the host has them by itself.
        database, settings => settings["ConnectionStrings:IdentityHost"] = database.ConnectionString + ";Timeout=2;Command Timeout=2" + pool);

    private static async Task<(HttpStatusCode Status, TimeSpan Took)> TimeAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var clock = Stopwatch.StartNew();
        using var response = await ask();
        return (response.StatusCode, clock.Elapsed);
    }
}
