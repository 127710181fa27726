using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Sessions;

/// <summary>Tokens of a client that asked for it end with the session in which they were issued, however that ends; others live on.</summary>
public sealed class CoordinatedLifetimeTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const int Jwt = 0;
    private const int Reference = 1;

    [Theory]
    [InlineData(Reference)]
    [InlineData(Jwt)]
    public async Task A_sign_out_ends_tied_tokens_and_no_others(int type)
    {
        var (browser, tied, free) = await StartAsync(type);

        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);

        (await IsActiveAsync(tied)).ShouldBeFalse();
        (await IsActiveAsync(free)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Reference)]
    [InlineData(Jwt)]
    public async Task A_session_whose_row_is_gone_or_whose_time_is_over_ends_tied_tokens(int type)
    {
        var (_, deleted, free) = await StartAsync(type);
        await host.Database.ExecuteAsync("""DELETE FROM "ServerSideSessions" """);
        // Announced, but nobody waits for what is done by SQL.
        await Eventually.TrueAsync(async () => !await IsActiveAsync(deleted));
        (await IsActiveAsync(free)).ShouldBeTrue();

        var (_, expired, _) = await StartAsync(type);
        await host.Database.ExecuteAsync("""UPDATE "ServerSideSessions" SET "Expires" = now() - interval '1 second' """);
        await Eventually.TrueAsync(async () => !await IsActiveAsync(expired));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refresh_token_ends_with_the_session_only_if_it_is_tied(bool coordinate)
    {
        var client = await host.Database.AddAppAsync(new { AllowOfflineAccess = true, CoordinateLifetimeWithUserSession = coordinate });
        using var browser = new Browser(host.Host.BaseAddress);
        var answer = await TokenClient.SignInAndAuthorizeAsync(
            browser, await host.Database.AddUserAsync(), Demo.Password, client, TestClients.RedirectUri, SessionClients.Scopes + " offline_access");
        var tokens = await host.Tokens.RedeemCodeAsync(answer, TestClients.Secret);

        await host.Database.ExecuteAsync("""DELETE FROM "ServerSideSessions" """);

        using var response = await host.Tokens.PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.Text("refresh_token") },
            TokenClient.Basic(client, TestClients.Secret));
        response.StatusCode.ShouldBe(coordinate ? System.Net.HttpStatusCode.BadRequest : System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_introspection_never_prolongs_a_session()
    {
        await using var sliding = await TestHost.StartAsync(host.Database, settings => settings["IdentityHost:Sessions:Sliding"] = "true");
        var (_, tied, _) = await StartAsync(Reference, sliding);
        var before = await RowsAsync();

        await new TokenClient(sliding).StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, tied);

        (await RowsAsync()).ShouldBe(before);
    }

    [Fact]
    [EngineDifference("a session that ran out is not reported within its interval")]
    public async Task A_session_whose_time_is_over_is_removed_and_its_clients_are_told_by_one_node()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var nodes = new List<TestHost>();
        for (var i = 0; i < 2; i++)
            nodes.Add(await TestHost.StartAsync(host.Database, settings => settings["IdentityHost:Sessions:RemovalInterval"] = "00:00:01"));
        var client = await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout") });
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(nodes[0].BaseAddress);
        await browser.UseAsync(nodes[0], client, user);

        await host.Database.ExecuteAsync("""UPDATE "ServerSideSessions" SET "Expires" = now() - interval '1 second' WHERE "SubjectId" = $1""", user);

        await Eventually.TrueAsync(() => Task.FromResult(receiver.Received.Count > 0));
        await Task.Delay(TimeSpan.FromSeconds(2));
        receiver.Received.Count.ShouldBe(1);
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user)).ShouldBe(0);
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    private Task<string?> RowsAsync() =>
        host.Database.ScalarAsync<string>("""SELECT string_agg(concat_ws(',', "Key", "Renewed", "Expires", md5("Data")), ';' ORDER BY "Id") FROM "ServerSideSessions" """);

    private async Task<bool> IsActiveAsync(string token) =>
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean();

    /// <summary>A signed-in person with an access token of a client that ties it to the session, and of one that does not.</summary>
    private async Task<(Browser Browser, string Tied, string Free)> StartAsync(int tokenType, TestHost? node = null)
    {
        node ??= host.Host;
        var user = await host.Database.AddUserAsync();
        var browser = new Browser(node.BaseAddress);
        var tied = await TokenAsync(true);
        var free = await TokenAsync(false);
        (await IsActiveAsync(tied)).ShouldBeTrue();
        return (browser, tied, free);

        async Task<string> TokenAsync(bool coordinate)
        {
            var client = await host.Database.AddAppAsync(new { AccessTokenType = tokenType, CoordinateLifetimeWithUserSession = coordinate });
            return (await browser.UseAsync(node, client, user)).Text("access_token");
        }
    }
}
