using System.Net;
using System.Net.Http.Headers;
using IdentityHost.Migrations;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Outage;

/// <summary>PostgreSQL stopped and started in mid-run: 503 where the store is needed, never inactive, recovery without a restart.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private PrivateCluster _cluster = null!;
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _cluster = await PrivateCluster.StartNewAsync();
        _database = new TestDatabase(_cluster.ConnectionString, () => Task.CompletedTask);
        await using var output = new StringWriter();
        string[] arguments = ["up", "--seeds", RepositoryFolder.PathOf("migrations/demo"), "--connection", _cluster.ConnectionString];
        (await MigrationsCommand.RunAsync(arguments, output, output, CancellationToken.None)).ShouldBe(0, output.ToString());
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Stopped_in_mid_run_it_is_503_where_the_store_is_needed_and_heals_by_itself()
    {
        // The engine's own cache of keys is off: what keeps JWKS up is what is tested.
        await using var host = await TestHost.StartAsync(_database, configure: builder =>
            builder.Services.Configure<IdentityServerOptions>(options => options.KeyManagement.KeyCacheDuration = TimeSpan.Zero));
        var tokens = new TokenClient(host);
        var caller = await tokens.ResourceServerTokenAsync();
        var alice = await tokens.AliceTokenAsync();
        (await tokens.IntrospectAsync(caller, alice)).GetProperty("active").GetBoolean().ShouldBeTrue();
        var discovery = await host.Client.GetStringAsync("/.well-known/openid-configuration");
        var jwks = await host.Client.GetStringAsync("/.well-known/openid-configuration/jwks");

        await _cluster.StopAsync();

        // Twice: with connections that broke in the pool, and with none.
        for (var round = 0; round < 2; round++)
        {
            await ShouldBeUnavailableAsync(() => tokens.PostIntrospectAsync(caller, alice));
            await ShouldBeUnavailableAsync(() => tokens.PostIntrospectAsync("unknown", alice));
            await ShouldBeUnavailableAsync(() => StandardAsync(tokens, "/connect/introspect", alice, Demo.ApiResource, Demo.ApiResourceSecret));
            await ShouldBeUnavailableAsync(() => StandardAsync(tokens, "/connect/revocation", alice, Demo.WebAppId, Demo.WebAppSecret));
            await ShouldBeUnavailableAsync(() => tokens.PostFormAsync(
                "/oauth/token", new() { ["grant_type"] = "client_credentials" }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret)));
            await ShouldBeAnUnavailablePageAsync(host, Pkce.AuthorizeUrl(
                "/oauth/authorize", Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes, Pkce.NewVerifier(), "s"));
        }

        (await host.Client.GetStringAsync("/.well-known/openid-configuration")).ShouldBe(discovery);
        (await host.Client.GetStringAsync("/.well-known/openid-configuration/jwks")).ShouldBe(jwks);
        (await host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await _cluster.StartAsync();

        await Eventually.TrueAsync(async () => (await host.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
        (await tokens.IntrospectAsync(caller, alice)).GetProperty("active").GetBoolean().ShouldBeTrue();
        (await tokens.AliceTokenAsync()).ShouldNotBe(alice);
    }

    [Fact]
    public async Task While_it_stops_and_starts_no_answer_is_ever_inactive()
    {
        await using var host = await TestHost.StartAsync(_database);
        var tokens = new TokenClient(host);
        var caller = await tokens.ResourceServerTokenAsync();
        var alice = await tokens.AliceTokenAsync();
        using var end = new CancellationTokenSource();
        var askers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => AskAsync(tokens, caller, alice, end.Token))).ToArray();

        for (var round = 0; round < 2; round++)
        {
            await Task.Delay(300);
            await _cluster.RestartAsync();
        }

        await Eventually.TrueAsync(async () => (await tokens.PostIntrospectAsync(caller, alice)).IsSuccessStatusCode);
        await end.CancelAsync();
        var answers = (await Task.WhenAll(askers)).SelectMany(a => a).ToArray();

        answers.ShouldContain("200");
        answers.ShouldContain("503");
        answers.Distinct().Order().ShouldBe(["200", "503"]);
    }

    [Fact]
    public async Task Without_a_database_at_its_start_the_host_lives_is_not_ready_and_becomes_ready_by_itself()
    {
        await _cluster.StopAsync();
        await using var host = await TestHost.StartAsync(_database);

        (await host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var tokens = new TokenClient(host);
        await ShouldBeUnavailableAsync(() => tokens.PostIntrospectAsync("x", "y"));

        await _cluster.StartAsync();

        await Eventually.TrueAsync(async () => (await host.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
        var caller = await tokens.ResourceServerTokenAsync();
        (await tokens.IntrospectAsync(caller, await tokens.AliceTokenAsync())).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Removal_of_expired_grants_survives_an_outage()
    {
        await using var host = await TestHost.StartAsync(_database, settings => settings["IdentityHost:Grants:Removal:Interval"] = "00:00:01");
        await _cluster.StopAsync();
        await Eventually.TrueAsync(() => Task.FromResult(host.Logs.Lines.Any(l => l.Message.Contains("Expired grants could not be removed"))));
        await _cluster.StartAsync();

        await _database.ExecuteAsync(
            """
            INSERT INTO "PersistedGrants" ("Key", "Type", "ClientId", "CreationTime", "Expiration", "Data")
            VALUES ('expired', 'reference_token', '3', now(), now() - interval '6 minutes', '')
            """);

        await Eventually.TrueAsync(async () => await _database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" """) == 0);
    }

    [Fact]
    public async Task A_code_and_a_refresh_token_that_met_an_outage_are_good_afterwards()
    {
        await _database.AddClientAsync("offline", new { AllowOfflineAccess = true }, grants: ["authorization_code"]);
        await using var host = await TestHost.StartAsync(_database);
        var tokens = new TokenClient(host);
        const string Scope = "messages.read offline_access";
        var first = await tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, "offline", TestClients.RedirectUri, Scope);
        var second = await tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, "offline", TestClients.RedirectUri, Scope);
        var refreshToken = (await tokens.RedeemCodeAsync(first, TestClients.Secret)).GetProperty("refresh_token").GetString()!;
        await _cluster.StopAsync();

        for (var round = 0; round < 2; round++)
        {
            await ShouldBeUnavailableAsync(() => RefreshAsync(tokens, refreshToken));
            await ShouldBeUnavailableAsync(() => tokens.PostCodeAsync(second, TestClients.Secret));
        }

        await _cluster.StartAsync();
        await Eventually.TrueAsync(async () => (await host.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
        using var refreshed = await RefreshAsync(tokens, refreshToken);
        refreshed.StatusCode.ShouldBe(HttpStatusCode.OK);
        await tokens.RedeemCodeAsync(second, TestClients.Secret);
    }

    private static Task<HttpResponseMessage> RefreshAsync(TokenClient tokens, string refreshToken) => tokens.PostFormAsync(
        "/connect/token",
        new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken },
        TokenClient.Basic("offline", TestClients.Secret));

    private static async Task<List<string>> AskAsync(TokenClient tokens, string caller, string token, CancellationToken end)
    {
        var answers = new List<string>();
        while (!end.IsCancellationRequested)
        {
            using var response = await tokens.PostIntrospectAsync(caller, token);
            var body = await response.Content.ReadAsStringAsync(CancellationToken.None);
            answers.Add(body.Contains("\"active\":false", StringComparison.Ordinal) ? "inactive" : $"{(int)response.StatusCode}");
        }

        return answers;
    }

    private static Task<HttpResponseMessage> StandardAsync(TokenClient tokens, string path, string token, string id, string secret) =>
        tokens.PostFormAsync(path, new() { ["token"] = token }, TokenClient.Basic(id, secret));

    private static async Task ShouldBeUnavailableAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var response = await ask();
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"error":"temporarily_unavailable"}""");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private static async Task ShouldBeAnUnavailablePageAsync(TestHost host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var response = await host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await response.Content.ReadAsStringAsync()).ShouldContain("Not available right now");
    }
}
