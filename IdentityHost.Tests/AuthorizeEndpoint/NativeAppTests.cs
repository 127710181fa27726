using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>RFC 8252: a native app listens on a loopback address, on a port that its operating system gives it.</summary>
public sealed class NativeAppTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string OnDuende = "Duende's own check of loopback addresses allows any path, and only if 'http://127.0.0.1' is registered.";

    [Theory]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:1/callback")]
    [InlineData("http://127.0.0.1:8080/callback", "http://127.0.0.1:49152/callback")]
    [InlineData("http://127.0.0.1:8080/callback", "http://127.0.0.1/callback")]
    [InlineData("http://127.0.0.1", "http://127.0.0.1:65535")]
    [InlineData("http://127.0.0.1?app=1", "http://127.0.0.1:49152?app=1")]
    [InlineData("http://[::1]/callback", "http://[::1]:49152/callback")]
    [EngineDifference(OnDuende)]
    public async Task RFC8252_7_3_The_port_of_a_loopback_address_may_vary(string registered, string used)
    {
        var client = await AddAsync(registered);

        var target = await host.RedirectOfAsync(Request(client, used));

        target.OriginalString.ShouldStartWith(used);
        target.AnswerIn("query")["error"].ShouldBe("login_required");
    }

    [Theory]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/Callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/callback/")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/callback?a=b")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/other")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:0/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:65536/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:+80/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:80@evil.example/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1.evil.example:80/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.10:80/callback")]
    [InlineData("http://127.0.0.1/callback", "https://127.0.0.1:49152/callback")]
    [InlineData("http://127.0.0.1/callback", "http://[::1]:49152/callback")]
    [InlineData("http://127.0.0.1/callback", "http://localhost:49152/callback")]
    [InlineData("http://localhost/callback", "http://localhost:49152/callback")]
    [InlineData("https://app.example/callback", "https://app.example:8443/callback")]
    public async Task RFC8252_7_3_Nothing_else_of_it_and_of_no_other_address(string registered, string used)
    {
        var client = await AddAsync(registered);

        (await host.RedirectOfAsync(Request(client, used))).ShouldBeTheErrorPage(host);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task RFC8252_8_1_Neither_for_a_client_with_a_secret_nor_without_a_code_challenge(bool requireSecret, bool requirePkce)
    {
        var client = await AddAsync("http://127.0.0.1/callback", requireSecret, requirePkce);

        (await host.RedirectOfAsync(Request(client, "http://127.0.0.1:49152/callback"))).ShouldBeTheErrorPage(host);
    }

    [Fact, EngineDifference(OnDuende)]
    public async Task RFC8252_7_3_The_code_is_redeemed_with_the_port_that_was_used_and_no_other()
    {
        var client = await AddAsync("http://127.0.0.1/callback");
        const string Used = "http://127.0.0.1:49152/callback";

        (await RedeemAsync("http://127.0.0.1:49153/callback")).ShouldContain("invalid_grant");
        (await RedeemAsync(Used)).ShouldContain("access_token");

        async Task<string> RedeemAsync(string redirectUri)
        {
            var answer = await host.Tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, client, Used, "messages.read");
            using var response = await host.Tokens.PostFormAsync(
                "/connect/token",
                new()
                {
                    ["grant_type"] = "authorization_code",
                    ["client_id"] = client,
                    ["code"] = answer.Code,
                    ["code_verifier"] = answer.Verifier,
                    ["redirect_uri"] = redirectUri,
                });
            return await response.Content.ReadAsStringAsync();
        }
    }

    private static string Request(string client, string redirectUri) => AuthorizeRequests.Url(
        ("client_id", client), ("redirect_uri", redirectUri), ("scope", "messages.read"), ("prompt", "none"));

    private async Task<string> AddAsync(string redirectUri, bool requireSecret = false, bool requirePkce = true)
    {
        var client = "native-" + Pkce.NewVerifier();
        await host.Database.AddClientAsync(
            client, new { RequireClientSecret = requireSecret, RequirePkce = requirePkce }, ["authorization_code"]);
        await host.Database.ExecuteAsync(
            """UPDATE "ClientRedirectUris" SET "RedirectUri" = $1 WHERE "ClientId" = (SELECT "Id" FROM "Clients" WHERE "ClientId" = $2)""",
            redirectUri, client);
        return client;
    }
}
