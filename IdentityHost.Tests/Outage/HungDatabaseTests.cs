using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.Outage;

/// <summary>PostgreSQL hangs: it keeps its connections, accepts others, and answers none.</summary>
[Collection(PostgresCollection.Name)]
public sealed class HungDatabaseTests(PostgresFixture postgres) : IAsyncLifetime
{
    // Each limit is less than five seconds; a busy machine adds its own. Without limits it is ten and more.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(7);

    private TestDatabase _database = null!;
    private TcpRelay _relay = null!;
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        var connection = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        _relay = new TcpRelay(connection.Host!, connection.Port);
        (connection.Host, connection.Port) = ("127.0.0.1", _relay.Port);
        // As the host has them by itself.
        (connection.Timeout, connection.CommandTimeout) = (2, 2);
        _host = await TestHost.StartAsync(_database, settings =>
        {
            settings["ConnectionStrings:IdentityHost"] = connection.ConnectionString;
            settings["IdentityHost:Database:Patience"] = "00:00:01.5";
        });
    }

    public async Task DisposeAsync()
    {
        _relay.Resume();
        await _host.DisposeAsync();
        await _relay.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Under_load_it_is_503_soon_without_a_storm_of_connects_and_is_over_when_the_database_is_back()
    {
        var tokens = new TokenClient(_host);
        var token = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        Func<Task<HttpResponseMessage>>[] kinds =
        [
            () => IntrospectAsync(tokens, token),
            () => IntrospectAsync(tokens, "unknown"),
            () => tokens.PostFormAsync(
                "/connect/token", new() { ["grant_type"] = "client_credentials" }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret)),
            () => tokens.PostFormAsync(
                "/connect/revocation", new() { ["token"] = "unknown" }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret)),
            () => _host.Client.GetAsync("/connect/authorize?client_id=3"),
        ];
        var answers = new ConcurrentQueue<(TimeSpan Sent, TimeSpan Took, HttpStatusCode Status)>();
        var clock = Stopwatch.StartNew();
        using var end = new CancellationTokenSource();
        var load = LoadAsync(kinds, answers, clock, end.Token);
        await Task.Delay(1000);

        _relay.Stall();
        // Long enough for the breaker to open and for everything that was under way to be given up.
        await Task.Delay(7000);
        var (before, connects) = (clock.Elapsed, _relay.Connects);
        await Task.Delay(4000);
        var (resumed, storm) = (clock.Elapsed, _relay.Connects - connects);
        _relay.Resume();
        await Task.Delay(6000);
        await end.CancelAsync();
        await load;

        answers.Select(a => a.Status).Distinct().Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.ServiceUnavailable]);
        answers.Where(a => a.Status == HttpStatusCode.ServiceUnavailable).Max(a => a.Took).ShouldBeLessThan(LongestAnswer);
        var meanwhile = answers.Where(a => a.Sent > before && a.Sent < resumed - TimeSpan.FromSeconds(1)).ToList();
        meanwhile.Count.ShouldBeGreaterThan(50);
        meanwhile.ShouldAllBe(a => a.Status == HttpStatusCode.ServiceUnavailable);
        meanwhile.Select(a => a.Took).Order().ElementAt(meanwhile.Count / 2).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        // The probe's, and the listening connection's.
        storm.ShouldBeInRange(1, 10);
        answers.Where(a => a.Sent > resumed + TimeSpan.FromSeconds(3)).ShouldAllBe(a => a.Status != HttpStatusCode.ServiceUnavailable);
        _host.Logs.Lines.ShouldContain(l => l.Message.StartsWith("The database does not answer; requests that need it are answered with 503 at once", StringComparison.Ordinal));
        _host.Logs.Lines.ShouldContain(l => l.Message.StartsWith("The database answers again, after ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Discovery_keys_and_liveness_are_answered_from_memory_and_readiness_within_two_seconds()
    {
        var discovery = await _host.Client.GetStringAsync("/.well-known/openid-configuration");
        var keys = await _host.Client.GetStringAsync("/.well-known/openid-configuration/jwks");
        (await _host.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);

        _relay.Stall();
        for (var round = 0; round < 6; round++)
        {
            var clock = Stopwatch.StartNew();
            var ready = _host.Client.GetAsync("/health/ready");
            (await _host.Client.GetStringAsync("/.well-known/openid-configuration")).ShouldBe(discovery);
            (await _host.Client.GetStringAsync("/.well-known/openid-configuration/jwks")).ShouldBe(keys);
            (await _host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await ready).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
            await Task.Delay(500);
        }

        _relay.Resume();
        await Eventually.TrueAsync(async () => (await _host.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
    }

    /// <summary>A cookie asks for a session, which only the database knows; what is the same for everybody does not look for it.</summary>
    [Fact]
    public async Task Who_sends_a_cookie_gets_discovery_as_well()
    {
        using var browser = new Browser(_host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(Demo.User, Demo.Password);
        _relay.Stall();

        await browser.GoAsync("/.well-known/openid-configuration");

        browser.Status.ShouldBe(HttpStatusCode.OK);
        _relay.Resume();
    }

    private static Task<HttpResponseMessage> IntrospectAsync(TokenClient tokens, string token) => tokens.PostFormAsync(
        "/connect/introspect", new() { ["token"] = token }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));

    /// <summary>Twenty requests a second, whether the ones before are answered or not.</summary>
    private static async Task LoadAsync(
        Func<Task<HttpResponseMessage>>[] kinds,
        ConcurrentQueue<(TimeSpan Sent, TimeSpan Took, HttpStatusCode Status)> answers,
        Stopwatch clock,
        CancellationToken end)
    {
        var asked = new List<Task>();
        while (!end.IsCancellationRequested)
        {
            asked.Add(AskAsync(kinds[asked.Count % kinds.Length]));
            await Task.Delay(50, CancellationToken.None);
        }

        await Task.WhenAll(asked);

        async Task AskAsync(Func<Task<HttpResponseMessage>> ask)
        {
            var sent = clock.Elapsed;
            using var response = await ask();
            answers.Enqueue((sent, clock.Elapsed - sent, response.StatusCode));
        }
    }
}
