using System.Net;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Pages;

/// <summary>The page at the server's address.</summary>
public sealed class StartPageTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task It_leads_to_sign_in_and_whoever_is_signed_in_to_the_account()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        await browser.GoAsync(browser.Page!.QuerySelector("a.primary")!.GetAttribute("href")!);
        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        await browser.SignInAsync(Demo.User, Demo.Password);

        await browser.GoAsync("/");

        browser.Page.QuerySelector("a.primary")!.GetAttribute("href").ShouldBe("/Manage");
        browser.Page.QuerySelector(".lead")!.TextContent.ShouldContain("Alice");
    }

    [Fact]
    public async Task It_names_the_discovery_document()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/");

        using var discovery = await host.Client.GetAsync(browser.Page!.QuerySelector(".hint a")!.GetAttribute("href"));

        discovery.StatusCode.ShouldBe(HttpStatusCode.OK);
        discovery.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }
}
