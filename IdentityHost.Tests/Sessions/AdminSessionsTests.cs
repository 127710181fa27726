using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Sessions;

/// <summary>Operators look for sessions and end them.</summary>
public sealed class AdminSessionsTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string ReadScope = "identity.sessions.read";
    private const string EndScope = "identity.sessions.end";

    [Fact]
    public async Task A_service_with_the_scope_finds_a_persons_sessions_with_their_clients()
    {
        var (_, client, user) = await SignedInAsync();

        var page = await FindAsync($"subject={user}");

        var session = page.GetProperty("sessions").EnumerateArray().ShouldHaveSingleItem();
        session.Text("subject").ShouldBe(user);
        session.GetProperty("clients").EnumerateArray().Select(id => id.GetString()).ShouldBe([client]);
        session.GetProperty("expires").GetDateTime().ShouldBeGreaterThan(session.GetProperty("created").GetDateTime());
        (await FindAsync($"session={session.Text("session")}")).GetProperty("sessions").GetArrayLength().ShouldBe(1);
        (await FindAsync("subject=nobody")).GetProperty("sessions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Ending_a_persons_sessions_signs_them_out_everywhere_tells_clients_and_revokes_tokens()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        await using var other = await TestHost.StartAsync(host.Database);
        var client = await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout") });
        var user = await host.Database.AddUserAsync();
        using var first = new Browser(host.Host.BaseAddress);
        using var second = new Browser(other.BaseAddress);
        var token = (await first.UseAsync(host.Host, client, user)).Text("access_token");
        await second.UseAsync(other, client, user);
        var (bystander, _, _) = await SignedInAsync();

        (await SendAsync(HttpMethod.Delete, $"subject={user}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await first.IsSignedInAsync()).ShouldBeFalse();
        (await second.IsSignedInAsync()).ShouldBeFalse();
        (await bystander.IsSignedInAsync()).ShouldBeTrue();
        receiver.Received.Count.ShouldBe(2);
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task One_session_can_be_ended_alone()
    {
        var (first, client, user) = await SignedInAsync();
        var session = (await FindAsync($"subject={user}")).GetProperty("sessions")[0].Text("session");
        using var second = new Browser(host.Host.BaseAddress);
        await second.UseAsync(host.Host, client, user);

        (await SendAsync(HttpMethod.Delete, $"session={session}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await first.IsSignedInAsync()).ShouldBeFalse();
        (await second.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Pages_lead_through_all_sessions_once_forwards_and_backwards()
    {
        var user = await host.Database.AddUserAsync();
        for (var i = 0; i < 5; i++)
        {
            using var browser = new Browser(host.Host.BaseAddress);
            await browser.GoAsync("/Account/Login");
            await browser.SignInAsync(user, Demo.Password);
        }

        var first = await FindAsync($"subject={user}&count=2");
        var second = await FindAsync($"subject={user}&count=2&page={first.Text("page")}");
        var third = await FindAsync($"subject={user}&count=2&page={second.Text("page")}");
        var back = await FindAsync($"subject={user}&count=2&direction=back&page={third.Text("page")}");

        Ids(first).Concat(Ids(second)).Concat(Ids(third)).Distinct().Count().ShouldBe(5);
        Ids(back).ShouldBe(Ids(second));
        first.GetProperty("has_previous").GetBoolean().ShouldBeFalse();
        second.GetProperty("has_previous").GetBoolean().ShouldBeTrue();
        second.GetProperty("has_next").GetBoolean().ShouldBeTrue();
        third.GetProperty("has_next").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_name_is_searched_for_as_text()
    {
        var user = await host.Database.AddUserAsync();
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "DisplayName" = '50%_off' WHERE "Id" = $1""", user);
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        await SignedInAsync();

        Subjects(await FindAsync("name=0%25_O")).ShouldBe([user]);

        static IEnumerable<string> Subjects(JsonElement page) => page.GetProperty("sessions").EnumerateArray().Select(s => s.Text("subject"));
    }

    [Fact]
    public async Task RFC_6750_3_1_callers_without_a_service_token_of_the_scope_are_refused()
    {
        using var nobody = await host.Client.GetAsync("/admin/sessions");
        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        nobody.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");

        using var invalid = await SendAsync(HttpMethod.Get, "", "nonsense");
        invalid.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        invalid.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");

        var plain = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret, "messages.read");
        using var other = await SendAsync(HttpMethod.Delete, "subject=1", plain);
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        other.Headers.WwwAuthenticate.ToString().ShouldContain("insufficient_scope");
    }

    [Theory]
    [InlineData("GET", "", EndScope, ReadScope)]
    [InlineData("DELETE", "subject=nobody", ReadScope, EndScope)]
    public async Task To_see_sessions_and_to_end_them_are_two_scopes(string method, string query, string other, string needed)
    {
        var client = "ops-" + Pkce.NewVerifier()[..10];
        foreach (var scope in new[] { ReadScope, EndScope })
        {
            await host.Database.ExecuteAsync(
                """
                INSERT INTO "ApiScopes" SELECT (jsonb_populate_record(NULL::"ApiScopes", to_jsonb(s) || jsonb_build_object(
                    'Id', nextval(pg_get_serial_sequence('"ApiScopes"', 'Id')), 'Name', $2::text))).*
                FROM "ApiScopes" s WHERE "Name" = $1 ON CONFLICT DO NOTHING
                """,
                Demo.SessionAdminScope, scope);
        }

        await host.Database.AddClientAsync(client, null, ["client_credentials"], [ReadScope, EndScope]);

        using var refused = await SendAsync(new HttpMethod(method), query, await host.Tokens.ClientCredentialsAsync(client, TestClients.Secret, other));
        using var done = await SendAsync(new HttpMethod(method), query, await host.Tokens.ClientCredentialsAsync(client, TestClients.Secret, needed));

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        refused.Headers.WwwAuthenticate.ToString().ShouldContain($"scope=\"{needed}\"");
        done.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task The_scope_of_before_allows_both_until_its_setting_is_empty()
    {
        await using var emptied = await TestHost.StartAsync(host.Database, settings => settings["IdentityHost:Sessions:AdminScope"] = "");
        var token = await new TokenClient(emptied).ClientCredentialsAsync(Demo.SessionAdminId, Demo.SessionAdminSecret, Demo.SessionAdminScope);

        foreach (var (method, query) in new[] { (HttpMethod.Get, ""), (HttpMethod.Delete, "subject=nobody") })
        {
            using var allowed = await SendAsync(method, query);
            using var refused = await SendAsync(method, query, token, emptied.Client);
            allowed.IsSuccessStatusCode.ShouldBeTrue();
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_persons_token_is_refused_even_with_the_scope_and_it_is_logged_whose()
    {
        var client = await host.Database.AddAppAsync();
        await host.Database.ExecuteAsync(
            """INSERT INTO "ClientScopes" ("ClientId", "Scope") SELECT "Id", $2 FROM "Clients" WHERE "ClientId" = $1""", client, Demo.SessionAdminScope);
        using var browser = new Browser(host.Host.BaseAddress);
        var answer = await TokenClient.SignInAndAuthorizeAsync(
            browser, Demo.User, Demo.Password, client, TestClients.RedirectUri, Demo.SessionAdminScope);
        var token = (await host.Tokens.RedeemCodeAsync(answer, TestClients.Secret)).Text("access_token");

        using var response = await SendAsync(HttpMethod.Delete, $"subject={Demo.Subject}", token);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        LinesAbout(client).ShouldHaveSingleItem().State.ShouldContain(new KeyValuePair<string, string?>("Subject", Demo.Subject));
    }

    [Fact]
    public async Task Who_ended_which_sessions_is_logged()
    {
        var (_, _, user) = await SignedInAsync();
        var session = (await FindAsync($"subject={user}")).GetProperty("sessions")[0].Text("session");

        (await SendAsync(HttpMethod.Delete, $"subject={user}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var line = LinesAbout(user).ShouldHaveSingleItem();
        line.Level.ShouldBe(LogLevel.Information);
        line.Message.ShouldBe($"Client {Demo.SessionAdminId} ended 1 sessions: {session} of {user}. It asked for those of subject {user} and session (any).");
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("DELETE", "name=a")]
    [InlineData("DELETE", "subject=a&subject=b")]
    [InlineData("DELETE", "subject={user}&session=%20")]
    [InlineData("DELETE", "subject={user}&session=")]
    [InlineData("DELETE", "subject={user}&session")]
    [InlineData("DELETE", "subject={user}&session=%C2%A0")]
    [InlineData("DELETE", "subject={user}&Session=x")]
    [InlineData("DELETE", "subject={user}&sesion=x")]
    [InlineData("DELETE", "Subject={user}")]
    [InlineData("DELETE", "subject={user}&Subject={user}")]
    [InlineData("DELETE", "subject={user}&=x")]
    [InlineData("DELETE", "subject={user}%0A")]
    [InlineData("DELETE", "session=%09")]
    [InlineData("GET", "subject=%20")]
    [InlineData("GET", "subject={user}&session=")]
    [InlineData("GET", "name=%20")]
    [InlineData("GET", "user={user}")]
    [InlineData("GET", "count=many")]
    [InlineData("GET", "page=none")]
    [InlineData("GET", "direction=back")]
    [InlineData("GET", "page=1.1&direction=forth")]
    public async Task A_condition_that_is_unknown_blank_or_given_twice_is_refused_and_ends_nothing(string method, string query)
    {
        var (browser, _, user) = await SignedInAsync();

        using var response = await SendAsync(new HttpMethod(method), query.Replace("{user}", user, StringComparison.Ordinal));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_condition_in_a_body_is_not_overlooked()
    {
        var (browser, _, user) = await SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/admin/sessions?subject={user}")
        {
            Content = new FormUrlEncodedContent([new("session", "x")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());

        using var response = await host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    private static List<string> Ids(JsonElement page) => [.. page.GetProperty("sessions").EnumerateArray().Select(session => session.Text("session"))];

    private async Task<JsonElement> FindAsync(string query)
    {
        using var response = await SendAsync(HttpMethod.Get, query);
        return await TokenClient.ReadAsync(response);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string query, string? token = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, "/admin/sessions?" + query);
        token ??= await TokenAsync();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await (client ?? host.Client).SendAsync(request);
    }

    private Task<string> TokenAsync() => host.Tokens.ClientCredentialsAsync(Demo.SessionAdminId, Demo.SessionAdminSecret, Demo.SessionAdminScope);

    private IEnumerable<CapturedLog> LinesAbout(string text) => host.Host.Logs.Lines.Where(line =>
        line.Category == "IdentityHost.Sessions.Admin.SessionsEndpoint" && line.Message.Contains(text, StringComparison.Ordinal));

    private async Task<(Browser Browser, string Client, string User)> SignedInAsync()
    {
        var client = await host.Database.AddAppAsync();
        var user = await host.Database.AddUserAsync();
        var browser = new Browser(host.Host.BaseAddress);
        await browser.UseAsync(host.Host, client, user);
        return (browser, client, user);
    }
}
