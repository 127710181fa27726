using System.Diagnostics;
using System.Net;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Migrations;

/// <summary>A running host sees what a seed changes within a second, without a restart. Each test has a host and a database of its own.</summary>
public sealed class RunningHostTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly string Secret = TestSeeds.NewSecret();

    private TestDatabase _database = null!;
    private TestHost _host = null!;
    private TokenClient _client = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _host = await TestHost.StartAsync(_database);
        _client = new TokenClient(_host);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_a_seed_creates_gets_a_token()
    {
        var secret = TestSeeds.SetVariable(Secret);
        (await TokenStatusAsync("new", Secret)).ShouldBe(HttpStatusCode.Unauthorized);

        await ApplyAsync(
            $"clients:\n  - clientId: new\n    grantTypes: [client_credentials]\n    scopes: [messages.read]\n    secrets: [{{ from: env:{secret} }}]\n");

        await SoonAsync(async () => await TokenStatusAsync("new", Secret) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_that_a_seed_disables_or_removes_gets_no_more_tokens()
    {
        (await TokenStatusAsync(Demo.PlainClientId, Demo.PlainClientSecret)).ShouldBe(HttpStatusCode.OK);
        (await TokenStatusAsync(Demo.ResourceServerId, Demo.ResourceServerSecret)).ShouldBe(HttpStatusCode.OK);

        await ApplyAsync("clients:\n  - action: remove\n    clientId: 4\n  - action: change\n    clientId: 2\n    enabled: false\n");

        await SoonAsync(async () => await TokenStatusAsync(Demo.PlainClientId, Demo.PlainClientSecret) == HttpStatusCode.Unauthorized);
        await SoonAsync(async () => await TokenStatusAsync(Demo.ResourceServerId, Demo.ResourceServerSecret) == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_secret_that_a_seed_replaces_counts_no_more()
    {
        (await TokenStatusAsync(Demo.PlainClientId, Demo.PlainClientSecret)).ShouldBe(HttpStatusCode.OK);

        await ApplyAsync($"clients:\n  - action: change\n    clientId: 4\n    secrets: [{{ from: env:{TestSeeds.SetVariable(Secret)} }}]\n");

        await SoonAsync(async () => await TokenStatusAsync(Demo.PlainClientId, Demo.PlainClientSecret) == HttpStatusCode.Unauthorized);
        (await TokenStatusAsync(Demo.PlainClientId, Secret)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_whose_introspection_flag_a_seed_takes_away_is_forbidden_to_introspect()
    {
        var caller = await _client.ResourceServerTokenAsync();
        (await IntrospectionStatusAsync(caller)).ShouldBe(HttpStatusCode.OK);

        await ApplyAsync("clients:\n  - action: change\n    clientId: 2\n    canIntrospect: false\n");

        await SoonAsync(async () => await IntrospectionStatusAsync(caller) == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_token_of_a_user_whom_a_seed_disables_is_not_active()
    {
        var caller = await _client.ResourceServerTokenAsync();
        var token = await _client.AliceTokenAsync();
        (await IsActiveAsync(caller, token)).ShouldBeTrue();

        await ApplyAsync("users:\n  - action: change\n    userName: alice\n    enabled: false\n");

        await SoonAsync(async () => !await IsActiveAsync(caller, token));
    }

    [Fact]
    public async Task A_user_whom_a_seed_creates_signs_in()
    {
        await ApplyAsync($"users:\n  - userName: dora\n    password:\n      from: env:{TestSeeds.SetVariable("a password for Dora")}\n");

        var answer = await _client.SignInAndAuthorizeAsync("dora", "a password for Dora", Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes);

        (await _client.RedeemCodeAsync(answer, Demo.WebAppSecret)).GetProperty("access_token").GetString().ShouldNotBeNullOrEmpty();
    }

    private async Task ApplyAsync(string yaml)
    {
        using var seeds = TestSeeds.WithDemoAnd(yaml);
        var up = await MigrationsCli.UpAsync(_database.ConnectionString, seeds);
        up.Errors.ShouldBeEmpty();
        up.ExitCode.ShouldBe(ExitCodes.Ok);
    }

    /// <summary>Asks again and again, the last time before a second has passed.</summary>
    private static async Task SoonAsync(Func<Task<bool>> isSeen)
    {
        var elapsed = Stopwatch.StartNew();
        while (elapsed.Elapsed < TimeSpan.FromSeconds(1))
        {
            if (await isSeen())
                return;
            await Task.Delay(20);
        }

        Assert.Fail("The change was not seen within a second.");
    }

    private async Task<HttpStatusCode> TokenStatusAsync(string clientId, string secret)
    {
        using var response = await _client.PostFormAsync("/connect/token", new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = secret,
        });
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> IntrospectionStatusAsync(string caller)
    {
        using var response = await _client.PostIntrospectAsync(caller, "no-such-token");
        return response.StatusCode;
    }

    private async Task<bool> IsActiveAsync(string caller, string token) =>
        (await _client.IntrospectAsync(caller, token)).GetProperty("active").GetBoolean();
}
