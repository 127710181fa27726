using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.DeviceFlow;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentityHost.Tests.Sessions;

/// <summary>
/// A session that ends, or a password that is changed, while a request is under way: whoever has the old ones can't keep anything by asking
/// without pause.
/// </summary>
public sealed class EndedMeanwhileTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly TestDevice _device = new(host);

    [Fact]
    public async Task A_session_that_ends_while_a_code_is_made_has_no_code()
    {
        var (user, client, browser) = await SignedInAsync();
        Task<AuthorizationAnswer> answer;
        await using (var held = await HeldLock.TakeAsync(host.Database, """LOCK TABLE "PersistedGrants" IN SHARE MODE"""))
        {
            answer = AuthorizeAsync(browser, user, client);
            await held.WaitForAsync("INSERT INTO \"PersistedGrants\"");
            await host.Database.ExecuteAsync("""DELETE FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user);
        }

        using var response = await host.Tokens.PostCodeAsync(await answer, TestClients.Secret);

        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_code_that_is_redeemed_while_its_session_is_ended_leaves_no_token()
    {
        var (user, client, browser) = await SignedInAsync();
        var answer = await AuthorizeAsync(browser, user, client);
        Task<HttpResponseMessage> redeemed;
        Task ended;
        await using (var held = await HeldLock.TakeAsync(
            host.Database, $"""SELECT 1 FROM "PersistedGrants" WHERE "SubjectId" = '{user}' AND "Type" = 'authorization_code' FOR UPDATE"""))
        {
            redeemed = host.Tokens.PostCodeAsync(answer, TestClients.Secret);
            await held.WaitForAsync("WITH consumed AS");
            ended = EndSessionsAsync(user);
            await held.WaitForAsync("DELETE FROM \"PersistedGrants\"", count: 2);
        }

        using var response = await redeemed;
        await ended;

        if (response.StatusCode == HttpStatusCode.OK)
            (await IsActiveAsync((await TokenClient.ReadAsync(response)).Text("access_token"))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_device_was_allowed_and_has_not_fetched_ends_with_the_session()
    {
        var user = await host.Database.AddUserAsync();
        var codes = await _device.StartAsync();
        using var person = new DevicePerson(host, user);
        await person.AllowAsync(codes);

        await EndSessionsAsync(user);

        (await _device.PollForErrorAsync(codes)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_device_is_allowed_nothing_in_a_session_that_ends_meanwhile()
    {
        var user = await host.Database.AddUserAsync();
        var codes = await _device.StartAsync();
        using var person = new DevicePerson(host, user);
        await person.OpenAndEnterAsync(codes.UserCode);
        Task allowed;
        await using (var held = await HeldLock.TakeAsync(host.Database, """LOCK TABLE "DeviceCodes" IN SHARE MODE"""))
        {
            allowed = person.AllowAsync();
            await held.WaitForAsync("UPDATE \"DeviceCodes\"");
            await host.Database.ExecuteAsync("""DELETE FROM "ServerSideSessions" WHERE "SubjectId" = $1""", user);
        }

        await allowed;

        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
    }

    [Fact]
    public async Task Who_signs_in_with_a_password_that_is_changed_at_that_moment_is_not_signed_in()
    {
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        Task signIn;
        await using (var held = await HeldLock.TakeAsync(host.Database, """LOCK TABLE "ServerSideSessions" IN SHARE ROW EXCLUSIVE MODE"""))
        {
            signIn = browser.SignInAsync(user, Demo.Password);
            await held.WaitForAsync("INSERT INTO \"ServerSideSessions\"");
            // What a new password does, which then ends the sessions that there are.
            await host.Database.ExecuteAsync("""UPDATE "Users" SET "SecurityStamp" = 'another' WHERE "Id" = $1""", user);
        }

        await signIn;

        browser.Location.ShouldBeTheSignInPage(host);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    [EngineDifference("of two windows that sign in to two clients at the same moment, only some hear of the sign-out")]
    public async Task Clients_that_two_windows_go_to_at_the_same_moment_both_hear_of_the_sign_out()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var (user, _, browser) = await SignedInAsync();
        var clients = new List<string>();
        for (var i = 0; i < 4; i++)
            clients.Add(await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout") }));
        List<Task<AuthorizationAnswer>> windows = [];
        await using (var held = await HeldLock.TakeAsync(host.Database, """LOCK TABLE "ServerSideSessions" IN SHARE ROW EXCLUSIVE MODE"""))
        {
            foreach (var client in clients)
                windows.Add(AuthorizeInWindowAsync(browser, user, client));
            await held.WaitForAsync("UPDATE \"ServerSideSessions\"", clients.Count);
        }

        await Task.WhenAll(windows);
        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);

        receiver.Received.Select(form => new JsonWebToken(form["logout_token"].ToString()).Audiences.Single()).ShouldBe(clients, ignoreOrder: true);
    }

    [Fact]
    public async Task A_refresh_token_without_lineage_that_is_removed_while_it_is_used_gives_nothing()
    {
        var client = await host.Database.AddAppAsync(new { AllowOfflineAccess = true, RefreshTokenUsage = 0 });
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        var tokens = await host.Tokens.RedeemCodeAsync(
            await AuthorizeAsync(browser, user, client, SessionClients.Scopes + " offline_access"), TestClients.Secret);
        await host.Database.ExecuteAsync("""DELETE FROM "GrantFamilies" WHERE "SubjectId" = $1""", user);
        Task<HttpResponseMessage> refreshed;
        await using (var held = await HeldLock.TakeAsync(host.Database, """LOCK TABLE "GrantFamilies" IN SHARE MODE"""))
        {
            refreshed = host.Tokens.PostFormAsync(
                "/connect/token",
                new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.Text("refresh_token") },
                TokenClient.Basic(client, TestClients.Secret));
            await held.WaitForAsync("INSERT INTO \"GrantFamilies\"");
            await host.Database.ExecuteAsync("""DELETE FROM "PersistedGrants" WHERE "SubjectId" = $1""", user);
        }

        using var response = await refreshed;

        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    /// <summary>A browser that has been to a client, so that the next request of it changes nothing of the session.</summary>
    private async Task<(string User, string Client, Browser Browser)> SignedInAsync()
    {
        var user = await host.Database.AddUserAsync();
        var client = await host.Database.AddAppAsync();
        var browser = new Browser(host.Host.BaseAddress);
        await browser.UseAsync(host.Host, client, user);
        return (user, client, browser);
    }

    private static Task<AuthorizationAnswer> AuthorizeAsync(Browser browser, string user, string client, string scopes = SessionClients.Scopes) =>
        TokenClient.SignInAndAuthorizeAsync(browser, user, Demo.Password, client, TestClients.RedirectUri, scopes);

    private async Task<AuthorizationAnswer> AuthorizeInWindowAsync(Browser browser, string user, string client)
    {
        using var window = new Browser(host.Host.BaseAddress);
        window.Cookies.Add(browser.Cookies.GetAllCookies());
        return await AuthorizeAsync(window, user, client);
    }

    /// <summary>As an administrator, and as a new password does.</summary>
    private async Task EndSessionsAsync(string user)
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.SessionAdminId, Demo.SessionAdminSecret, Demo.SessionAdminScope);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/admin/sessions?subject=" + user);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task<bool> IsActiveAsync(string token) =>
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean();
}
