using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Sessions;

/// <summary>How long a session lasts, and what the rows and cookies of sessions are like.</summary>
public sealed class SessionLifetimeTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_session_has_its_lifetime_from_the_sign_in_and_use_does_not_prolong_it()
    {
        await using var node = await NodeAsync(sliding: false);
        var (browser, user) = await SignedInAsync(node);
        var expires = await ExpiresAsync(user);
        (expires - TimeProvider.System.GetUtcNow().UtcDateTime).ShouldBeInRange(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
        await AgeAsync(user);

        await browser.GoAsync("/Account/Logout");

        (await ExpiresAsync(user)).ShouldBe(expires);
    }

    [Fact]
    public async Task A_sliding_session_is_prolonged_by_use_once_half_of_it_is_over()
    {
        await using var node = await NodeAsync(sliding: true);
        var (browser, user) = await SignedInAsync(node);
        var expires = await ExpiresAsync(user);

        await browser.GoAsync("/Account/Logout");
        (await ExpiresAsync(user)).ShouldBe(expires);
        await Task.Delay(TimeSpan.FromSeconds(31));
        await browser.GoAsync("/Account/Logout");

        (await ExpiresAsync(user)).ShouldBeGreaterThan(expires);
    }

    [Fact]
    public async Task A_session_whose_time_is_over_signs_nobody_in()
    {
        var (browser, user) = await SignedInAsync(host.Host);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        await host.Database.ExecuteAsync("""UPDATE "ServerSideSessions" SET "Expires" = now() - interval '1 second' WHERE "SubjectId" = $1""", user);

        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    [EngineDifference("its tickets look different")]
    public async Task The_stored_ticket_is_protected_and_the_cookie_says_nothing_about_the_person()
    {
        var (browser, user) = await SignedInAsync(host.Host);

        var stored = await host.Database.ScalarAsync<string>("""SELECT "Data" FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user);

        stored.ShouldNotBeNull().ShouldNotContain(user);
        var text = stored[(stored.IndexOf(':') + 1)..];
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text)).ShouldNotContain(user);
        var cookie = browser.CookieHeaders.Last(header => header.StartsWith("idsrv=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
    }

    [Fact]
    [EngineDifference("its tickets look different")]
    public async Task A_ticket_of_another_engine_means_signing_in_again_and_a_damaged_one_is_an_outage()
    {
        var (browser, user) = await SignedInAsync(host.Host);
        await SetDataAsync("""{"Version":1,"Payload":"CfDJ8"}""");
        (await browser.IsSignedInAsync()).ShouldBeFalse();

        await SetDataAsync("IdentityEngine.1:AAAA");
        await browser.GoAsync("/Account/Logout");
        browser.Status.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);

        Task SetDataAsync(string data) =>
            host.Database.ExecuteAsync("""UPDATE "ServerSideSessions" SET "Data" = $2 WHERE "SubjectId" = $1""", user, data);
    }

    [Fact]
    [EngineDifference("who signs in over somebody else's session keeps its key")]
    public async Task RFC_9700_whoever_plants_a_session_is_not_in_the_one_of_the_person_who_signs_in_over_it()
    {
        var (attacker, attackersName) = await SignedInAsync(host.Host);
        using var victim = ServerSideSessionTests.OnNode(host.Host, attacker);
        var user = await host.Database.AddUserAsync();
        await SignInAnewAsync(victim, await host.Database.AddAppAsync(), user);
        (await victim.IsSignedInAsync()).ShouldBeTrue();
        victim.Page!.Body!.TextContent.ShouldContain("as ");

        (await attacker.IsSignedInAsync()).ShouldBeFalse();
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "ServerSideSessions" WHERE "SubjectId" = $1""", attackersName)).ShouldBe(0);
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user)).ShouldBe(1);
    }

    [Fact]
    public async Task Signing_in_again_keeps_the_session_and_the_clients_that_hear_of_its_end()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var (browser, user) = await SignedInAsync(host.Host);
        await browser.UseAsync(host.Host, await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout") }), user);
        var session = await SessionIdAsync(user);

        await SignInAnewAsync(browser, await host.Database.AddAppAsync(), user);

        (await SessionIdAsync(user)).ShouldBe(session);
        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);
        receiver.Received.Count.ShouldBe(1);
    }

    /// <summary>A client that wants a sign-in even of who is signed in already.</summary>
    private static async Task SignInAnewAsync(Browser browser, string client, string user)
    {
        await browser.GoAsync(
            Pkce.AuthorizeUrl("/connect/authorize", client, TestClients.RedirectUri, SessionClients.Scopes, Pkce.NewVerifier()) + "&prompt=login");
        await browser.SignInAsync(user, Demo.Password);
        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
    }

    private Task<TestHost> NodeAsync(bool sliding) => TestHost.StartAsync(host.Database, settings =>
    {
        settings["IdentityHost:Sessions:Lifetime"] = "00:01:00";
        settings["IdentityHost:Sessions:Sliding"] = sliding ? "true" : "false";
    });

    private async Task<(Browser Browser, string User)> SignedInAsync(TestHost node)
    {
        var user = await host.Database.AddUserAsync();
        var browser = new Browser(node.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        return (browser, user);
    }

    private Task<string?> SessionIdAsync(string user) =>
        host.Database.ScalarAsync<string>("""SELECT "SessionId" FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user);

    private async Task<DateTime> ExpiresAsync(string user) =>
        await host.Database.ScalarAsync<DateTime>("""SELECT "Expires" FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user);

    private Task AgeAsync(string user) =>
        host.Database.ExecuteAsync("""UPDATE "ServerSideSessions" SET "Created" = "Created" - interval '40 seconds' WHERE "SubjectId" = $1""", user);
}
