using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Sessions;

/// <summary>Whoever signs in again in a session of theirs has another key afterwards, and the same session.</summary>
public sealed class SessionRenewalTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_cookie_from_before_the_second_sign_in_is_nobodys_afterwards()
    {
        var client = await host.Database.AddAppAsync();
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.UseAsync(host.Host, client, user);
        using var thief = new Browser(host.Host.BaseAddress);
        thief.Cookies.Add(browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "idsrv"));
        (await thief.IsSignedInAsync()).ShouldBeTrue();

        await SignInAgainAsync(browser, client, user);

        (await browser.IsSignedInAsync()).ShouldBeTrue();
        (await thief.IsSignedInAsync()).ShouldBeFalse();
        (await RowsAsync(user)).ShouldBe(1);
    }

    [Fact]
    public async Task Front_Channel_Logout_3_the_session_keeps_its_id_its_tokens_and_who_is_told_of_its_end()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var told = await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout"), CoordinateLifetimeWithUserSession = true });
        var client = await host.Database.AddAppAsync();
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        var before = await browser.UseAsync(host.Host, told, user);

        var after = await SignInAgainAsync(browser, client, user);

        SessionOf(after).ShouldBe(SessionOf(before));
        (await IsActiveAsync(before)).ShouldBeTrue();
        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);
        receiver.Received.Count.ShouldBe(1);
        (await IsActiveAsync(before)).ShouldBeFalse();
        (await RowsAsync(user)).ShouldBe(0);
    }

    [Fact]
    public async Task It_is_a_sign_in_of_its_own_with_a_time_of_its_own()
    {
        var client = await host.Database.AddAppAsync();
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        var before = await browser.UseAsync(host.Host, client, user);
        await host.Database.ExecuteAsync("""UPDATE "ServerSideSessions" SET "Created" = now() - interval '1 hour' WHERE "SubjectId" = $1""", user);
        await Task.Delay(TimeSpan.FromSeconds(1.1));

        var after = await SignInAgainAsync(browser, client, user);

        AuthTimeOf(after).ShouldBeGreaterThan(AuthTimeOf(before));
        (await host.Database.ScalarAsync<bool>("""SELECT "Created" > now() - interval '1 minute' FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user))
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_sliding_session_is_not_prolonged_under_the_key_that_it_had()
    {
        await using var node = await TestHost.StartAsync(host.Database, settings =>
        {
            settings["IdentityHost:Sessions:Sliding"] = "true";
            settings["IdentityHost:Sessions:Lifetime"] = "00:01:00";
        });
        var client = await host.Database.AddAppAsync();
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(node.BaseAddress);
        await browser.UseAsync(node, client, user);
        await browser.GoAsync(Ask(client));
        // More than half of its time is over.
        await Task.Delay(TimeSpan.FromSeconds(31));

        await browser.SignInAsync(user, Demo.Password);

        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_windows_that_sign_in_at_once_both_stay_signed_in()
    {
        var client = await host.Database.AddAppAsync();
        var user = await host.Database.AddUserAsync();
        using var first = new Browser(host.Host.BaseAddress);
        await first.UseAsync(host.Host, client, user);
        using var second = new Browser(host.Host.BaseAddress);
        second.Cookies.Add(first.Cookies.GetAllCookies());

        foreach (var window in new[] { first, second })
            await window.GoAsync(Ask(client));
        await Task.WhenAll(first.SignInAsync(user, Demo.Password), second.SignInAsync(user, Demo.Password));

        (await first.IsSignedInAsync()).ShouldBeTrue();
        (await second.IsSignedInAsync()).ShouldBeTrue();
    }

    private static string Ask(string client, string? verifier = null) => Pkce.AuthorizeUrl(
        "/connect/authorize", client, TestClients.RedirectUri, SessionClients.Scopes, verifier ?? Pkce.NewVerifier(), "state") + "&prompt=login";

    private async Task<JsonElement> SignInAgainAsync(Browser browser, string client, string user)
    {
        var verifier = Pkce.NewVerifier();
        await browser.GoAsync(Ask(client, verifier));
        await browser.SignInAsync(user, Demo.Password);
        var parameters = browser.LeftParameters(TestClients.RedirectUri);
        return await host.Tokens.RedeemCodeAsync(
            new AuthorizationAnswer(parameters["code"], verifier, client, TestClients.RedirectUri, parameters), TestClients.Secret);
    }

    private static string SessionOf(JsonElement tokens) => Jwt.Read(tokens.Text("id_token")).Payload.Text("sid");

    private static long AuthTimeOf(JsonElement tokens) => Jwt.Read(tokens.Text("id_token")).Payload.GetProperty("auth_time").GetInt64();

    private async Task<bool> IsActiveAsync(JsonElement tokens) =>
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, tokens.Text("access_token"))).GetProperty("active").GetBoolean();

    private Task<long> RowsAsync(string user) =>
        host.Database.ScalarAsync<long>("""SELECT count(*) FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user);
}
