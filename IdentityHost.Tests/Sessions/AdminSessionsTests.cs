using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Sessions;

/// <summary>Operators look for sessions and end them.</summary>
public sealed class AdminSessionsTests(HostFixture host) : IClassFixture<HostFixture>
{
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

    [Fact]
    public async Task A_persons_token_is_refused_even_with_the_scope()
    {
        var client = await host.Database.AddAppAsync();
        await host.Database.ExecuteAsync(
            """INSERT INTO "ClientScopes" ("ClientId", "Scope") SELECT "Id", $2 FROM "Clients" WHERE "ClientId" = $1""", client, Demo.SessionAdminScope);
        using var browser = new Browser(host.Host.BaseAddress);
        var answer = await TokenClient.SignInAndAuthorizeAsync(
            browser, Demo.User, Demo.Password, client, TokenEndpoint.TestClients.RedirectUri, Demo.SessionAdminScope);
        var token = (await host.Tokens.RedeemCodeAsync(answer, TokenEndpoint.TestClients.Secret)).Text("access_token");

        using var response = await SendAsync(HttpMethod.Get, "", token);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("DELETE", "name=a")]
    [InlineData("DELETE", "subject=a&subject=b")]
    [InlineData("GET", "count=many")]
    public async Task A_request_that_is_not_understood_ends_nothing(string method, string query)
    {
        var (browser, _, _) = await SignedInAsync();

        using var response = await SendAsync(new HttpMethod(method), query);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    private static List<string> Ids(JsonElement page) => [.. page.GetProperty("sessions").EnumerateArray().Select(session => session.Text("session"))];

    private async Task<JsonElement> FindAsync(string query)
    {
        using var response = await SendAsync(HttpMethod.Get, query);
        return await TokenClient.ReadAsync(response);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string query, string? token = null)
    {
        using var request = new HttpRequestMessage(method, "/admin/sessions?" + query);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", token ?? await host.Tokens.ClientCredentialsAsync(Demo.SessionAdminId, Demo.SessionAdminSecret, Demo.SessionAdminScope));
        return await host.Client.SendAsync(request);
    }

    private async Task<(Browser Browser, string Client, string User)> SignedInAsync()
    {
        var client = await host.Database.AddAppAsync();
        var user = await host.Database.AddUserAsync();
        var browser = new Browser(host.Host.BaseAddress);
        await browser.UseAsync(host.Host, client, user);
        return (browser, client, user);
    }
}
