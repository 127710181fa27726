using System.Net;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Migrations;
using IdentityHost.Tests.Sessions;

namespace IdentityHost.Tests.Upgrade;

/// <summary>Whatever one of two hosts of different versions gives out or takes back, counts at the other.</summary>
[Collection(UpgradeCollection.Name)]
public sealed class SideBySideTests(SideBySideTests.Hosts hosts) : IClassFixture<SideBySideTests.Hosts>
{
    private const string Previous = "previous";
    private const string Present = "present";

    private readonly SideBySide _both = hosts.Both;

    [Fact]
    public async Task What_was_given_out_before_the_upgrade_counts_after_it()
    {
        var (reference, caller, tokens, code, route, browser) = _both.Before;
        var present = _both.Present;

        (await present.IsActiveAsync(reference)).ShouldBeTrue();
        (await present.Tokens.IntrospectAsync(caller, reference)).GetProperty("active").GetBoolean().ShouldBeTrue();
        (await present.IsActiveAsync(tokens.Text("access_token"))).ShouldBeTrue();
        (await present.RefreshAsync(tokens.Text("refresh_token"))).Text("access_token").ShouldNotBeEmpty();
        (await present.Tokens.RedeemCodeAsync(code, Demo.JwtAppSecret)).Text("access_token").ShouldNotBeEmpty();
        route.Host = present;
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Previous, Present)]
    [InlineData(Present, Previous)]
    public async Task A_token_of_one_is_active_at_the_other_as_token_and_as_caller(string from, string to)
    {
        var reference = await Host(from).Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        var caller = await Host(from).Tokens.ResourceServerTokenAsync();

        (await Host(to).IsActiveAsync(reference)).ShouldBeTrue();
        (await Host(to).Tokens.IntrospectAsync(caller, reference)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(Previous, Present)]
    [InlineData(Present, Previous)]
    public async Task A_sign_in_that_begins_at_one_ends_at_the_other(string from, string to)
    {
        var route = new Route(Host(from));
        using var browser = route.Browse();
        var verifier = Pkce.NewVerifier();
        await browser.GoAsync(Pkce.AuthorizeUrl(
            "/connect/authorize", Demo.JwtAppId, Demo.JwtAppRedirectUri, DemoClients.JwtApp.Scopes, verifier, Pkce.NewVerifier()));

        // The page of the one, with its antiforgery token, is sent to the other.
        route.Host = Host(to);
        await browser.SignInAsync(Demo.User, Demo.Password);

        var parameters = browser.LeftParameters(Demo.JwtAppRedirectUri);
        var answer = new AuthorizationAnswer(parameters["code"], verifier, Demo.JwtAppId, Demo.JwtAppRedirectUri, parameters);
        var tokens = await Host(from).Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret);
        (await Host(to).IsActiveAsync(tokens.Text("access_token"))).ShouldBeTrue();
        route.Host = Host(from);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Previous, Present)]
    [InlineData(Present, Previous)]
    public async Task A_code_of_one_is_redeemed_at_the_other_once(string from, string to)
    {
        var answer = await SignInAsync(from);
        var tokens = await Host(to).Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret);
        await Host(from).ShouldKnowAsync(tokens.Text("access_token"));

        using var replay = await Host(from).Tokens.PostCodeAsync(answer, Demo.JwtAppSecret);

        replay.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldBeInactiveAsync(tokens.Text("access_token"));
    }

    [Theory]
    [InlineData(Previous, Present)]
    [InlineData(Present, Previous)]
    public async Task A_refresh_token_goes_from_one_to_the_other_and_back_and_reuse_at_either_is_noticed(string from, string to)
    {
        var first = await Host(from).Tokens.RedeemCodeAsync(await SignInAsync(from), Demo.JwtAppSecret);
        var second = await Host(to).RefreshAsync(first.Text("refresh_token"));
        var third = await Host(from).RefreshAsync(second.Text("refresh_token"));
        await Host(to).ShouldKnowAsync(third.Text("access_token"));

        using var reuse = await Host(from).PostRefreshAsync(second.Text("refresh_token"));

        reuse.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldBeInactiveAsync(third.Text("access_token"));
        using var newest = await Host(to).PostRefreshAsync(third.Text("refresh_token"));
        newest.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(Previous, Present)]
    [InlineData(Present, Previous)]
    public async Task A_token_that_was_revoked_at_one_is_inactive_at_the_other_at_once(string from, string to)
    {
        for (var i = 0; i < 10; i++)
        {
            var token = await Host(to).Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
            await Host(to).ShouldKnowAsync(token);

            await Host(from).RevokeAsync(token, Demo.PlainClientId, Demo.PlainClientSecret);

            await ShouldBeInactiveAsync(token);
        }
    }

    [Theory]
    [InlineData(Previous, Present)]
    [InlineData(Present, Previous)]
    public async Task A_JWT_that_was_revoked_at_one_is_inactive_at_the_other_at_once(string from, string to)
    {
        var tokens = await Host(to).Tokens.RedeemCodeAsync(await SignInAsync(to), Demo.JwtAppSecret);
        await Host(to).ShouldKnowAsync(tokens.Text("access_token"));

        await Host(from).RevokeAsync(tokens.Text("access_token"), Demo.JwtAppId, Demo.JwtAppSecret);

        await ShouldBeInactiveAsync(tokens.Text("access_token"));
    }

    [Theory]
    [InlineData(Previous, Present)]
    [InlineData(Present, Previous)]
    public async Task A_sign_out_at_one_ends_the_session_and_its_tokens_at_the_other_at_once(string from, string to)
    {
        var route = new Route(Host(to));
        using var browser = route.Browse();
        var tokens = await browser.UseAsync(Host(to).Tokens, _both.TiedClient, await _both.Database.AddUserAsync());
        await Host(to).ShouldKnowAsync(tokens.Text("access_token"));

        route.Host = Host(from);
        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);

        await ShouldBeInactiveAsync(tokens.Text("access_token"));
        route.Host = Host(to);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Both_sign_with_the_same_keys()
    {
        (await _both.Present.ReadKeysAsync()).ShouldBe(await _both.Previous.ReadKeysAsync());
        foreach (var host in new[] { _both.Previous, _both.Present })
        {
            var tokens = await host.Tokens.RedeemCodeAsync(await SignInAsync(Present), Demo.JwtAppSecret);
            foreach (var reader in new[] { _both.Previous, _both.Present })
                (await reader.IsActiveAsync(tokens.Text("access_token"))).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Both_hear_what_a_seed_changes()
    {
        RunningHost[] both = [_both.Previous, _both.Present];
        foreach (var host in both)
            (await StatusAsync(host, Demo.SessionAdminSecret)).ShouldBe(HttpStatusCode.OK);
        var secret = TestSeeds.NewSecret();
        using var seeds = TestSeeds.WithDemoAnd(
            $"clients:\n  - action: change\n    clientId: {Demo.SessionAdminId}\n    secrets: [{{ from: env:{TestSeeds.SetVariable(secret)} }}]\n");

        (await MigrationsCli.UpAsync(_both.Database.ConnectionString, seeds)).ExitCode.ShouldBe(ExitCodes.Ok);

        foreach (var host in both)
        {
            await Eventually.TrueAsync(async () => await StatusAsync(host, Demo.SessionAdminSecret) == HttpStatusCode.Unauthorized, seconds: 5);
            (await StatusAsync(host, secret)).ShouldBe(HttpStatusCode.OK);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningHost host, string secret)
    {
        using var response = await host.Tokens.PostFormAsync(
            "/connect/token", new() { ["grant_type"] = "client_credentials" }, TokenClient.Basic(Demo.SessionAdminId, secret));
        return response.StatusCode;
    }

    private async Task<AuthorizationAnswer> SignInAsync(string host)
    {
        using var browser = new Route(Host(host)).Browse();
        return await Applications.SignInAsync(browser);
    }

    private async Task ShouldBeInactiveAsync(string token)
    {
        (await _both.Previous.IsActiveAsync(token)).ShouldBeFalse();
        (await _both.Present.IsActiveAsync(token)).ShouldBeFalse();
    }

    private RunningHost Host(string name) => name == Previous ? _both.Previous : _both.Present;

    public sealed class Hosts(PreviousProgram program) : IAsyncLifetime
    {
        internal SideBySide Both { get; private set; } = null!;

        public async Task InitializeAsync() => Both = await SideBySide.StartAsync(program);

        public async Task DisposeAsync()
        {
            if (Both is not null)
                await Both.DisposeAsync();
        }
    }
}
