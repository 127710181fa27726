using System.Net;
using IdentityHost.Migrations;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Pages;

/// <summary>A database that can't be asked is no wrong password.</summary>
public sealed class SignInOutageTests
{
    [Fact]
    public async Task Who_signs_in_meanwhile_sees_that_it_is_temporary_and_signs_in_afterwards_with_the_same_form()
    {
        await using var cluster = await PrivateCluster.StartNewAsync();
        await using var database = new TestDatabase(cluster.ConnectionString, () => Task.CompletedTask);
        await using var output = new StringWriter();
        string[] arguments = ["up", "--seeds", RepositoryFolder.PathOf("migrations/demo"), "--connection", cluster.ConnectionString];
        (await MigrationsCommand.RunAsync(arguments, output, output, CancellationToken.None)).ShouldBe(0, output.ToString());
        await using var host = await TestHost.StartAsync(database);
        using var browser = new Browser(host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url());
        var form = browser.Form();
        var filled = new Dictionary<string, string> { ["UserName"] = Demo.User, ["Password"] = Demo.Password };

        await cluster.StopAsync();
        await browser.SubmitAsync(form, filled);

        browser.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        browser.Page!.QuerySelector("h1").ShouldNotBeNull();
        browser.Page.Body!.TextContent.ShouldContain("try again");
        browser.Page.Body.TextContent.ShouldNotContain("Npgsql");
        browser.Page.Body.TextContent.ShouldNotContain("password");

        await cluster.StartAsync();
        await Soon.HoldsAsync(async () =>
        {
            await browser.SubmitAsync(form, filled);
            browser.LeftTo.ShouldNotBeNull();
        });
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }
}
