using System.Net;
using IdentityHost.Migrations;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Sessions;

/// <summary>A database that can't be asked signs nobody out.</summary>
public sealed class SessionOutageTests
{
    [Fact]
    public async Task Meanwhile_pages_are_503_and_afterwards_people_are_still_signed_in()
    {
        await using var cluster = await PrivateCluster.StartNewAsync();
        await using var database = new TestDatabase(cluster.ConnectionString, () => Task.CompletedTask);
        await using var output = new StringWriter();
        string[] arguments = ["up", "--seeds", RepositoryFolder.PathOf("migrations/demo"), "--connection", cluster.ConnectionString];
        (await MigrationsCommand.RunAsync(arguments, output, output, CancellationToken.None)).ShouldBe(0, output.ToString());
        await using var host = await TestHost.StartAsync(database);
        using var browser = new Browser(host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(Demo.User, Demo.Password);
        (await browser.IsSignedInAsync()).ShouldBeTrue();

        await cluster.StopAsync();
        foreach (var path in new[] { "/Account/Logout", "/Manage/Sessions", "/connect/endsession", "/connect/authorize?client_id=3&prompt=none" })
        {
            await browser.GoAsync(path);
            browser.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            browser.Page!.Body!.TextContent.ShouldNotContain("signed out");
        }

        // What the page looks like is there all the same.
        await browser.GoAsync("/css/site.css");
        browser.Status.ShouldBe(HttpStatusCode.OK);

        await cluster.StartAsync();
        await Eventually.TrueAsync(async () =>
        {
            await browser.GoAsync("/Account/Logout");
            return browser.Status == HttpStatusCode.OK;
        });
        browser.Page!.Body!.TextContent.ShouldContain("You are signed in");
    }
}
