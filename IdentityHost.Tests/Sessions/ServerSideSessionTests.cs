using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Sessions;

/// <summary>Sessions are rows in PostgreSQL: what happens to the row happens to the person.</summary>
public sealed class ServerSideSessionTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_session_whose_row_is_deleted_is_over_at_once_on_every_node()
    {
        using var browser = await SignedInAsync();
        await using var other = await TestHost.StartAsync(host.Database);
        using var elsewhere = OnNode(other, browser);
        await elsewhere.GoAsync("/Account/Logout");
        elsewhere.Page!.Body!.TextContent.ShouldContain("You are signed in");

        await host.Database.ExecuteAsync("""DELETE FROM "ServerSideSessions" WHERE "SubjectId" = $1""", Demo.Subject);

        foreach (var node in new[] { browser, elsewhere })
        {
            await node.GoAsync("/Account/Logout");
            node.Page!.Body!.TextContent.ShouldNotContain("You are signed in");
        }
    }

    [Theory]
    [InlineData("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""")]
    [InlineData("""DELETE FROM "Users" WHERE "Id" = $1""")]
    public async Task The_session_of_a_user_who_was_disabled_or_deleted_is_over_at_the_next_page(string change)
    {
        var user = await host.Database.AddUserAsync();
        using var browser = await SignedInAsync(user);

        await host.Database.ExecuteAsync(change, user);

        await browser.GoAsync("/Account/Logout");
        browser.Page!.Body!.TextContent.ShouldNotContain("You are signed in");
    }

    private async Task<Browser> SignedInAsync(string user = Demo.User)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        await browser.GoAsync("/Account/Logout");
        browser.Page!.Body!.TextContent.ShouldContain("You are signed in");
        return browser;
    }

    internal static Browser OnNode(TestHost node, Browser browser)
    {
        var other = new Browser(node.BaseAddress);
        foreach (System.Net.Cookie cookie in browser.Cookies.GetAllCookies())
            other.Cookies.Add(node.BaseAddress, new System.Net.Cookie(cookie.Name, cookie.Value));
        return other;
    }
}
