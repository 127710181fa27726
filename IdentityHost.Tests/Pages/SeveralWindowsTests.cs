using System.Net;
using AngleSharp.Html.Dom;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Pages;

/// <summary>A page that was open for too long, or twice: a way on, and nothing lost.</summary>
public sealed class SeveralWindowsTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly Dictionary<string, string> Alice = new() { ["UserName"] = Demo.User, ["Password"] = Demo.Password };

    [Fact]
    public async Task Both_of_two_sign_in_pages_lead_to_the_client()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url());
        var first = (browser.Form(), browser.Location);
        await browser.GoAsync(AuthorizeRequests.Url(("scope", "user.read")));
        var second = (browser.Form(), browser.Location);

        await SubmitAsync(browser, first);
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
        await SubmitAsync(browser, second);
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task A_form_whose_cookie_is_gone_leads_back_to_itself_with_what_it_was_for()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url());
        var form = browser.Form();
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            cookie.Expired = true;

        await browser.SubmitAsync(form, Alice);
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("This page is no longer valid");
        await browser.GoAsync(browser.Page.QuerySelector("main a")!.GetAttribute("href")!);
        await browser.SignInAsync(Demo.User, Demo.Password);

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Who_is_signed_in_and_opens_the_sign_in_page_is_led_to_their_account()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync("/Account/Login");
        browser.Location.AbsolutePath.ShouldBe("/Manage");
        await browser.GoAsync("/Account/Login?ReturnUrl=%2FManage%2FPassword");
        browser.Location.AbsolutePath.ShouldBe("/Manage/Password");
    }

    /// <summary>Sends a form that was open beside others.</summary>
    private static Task SubmitAsync(Browser browser, (IHtmlFormElement Form, Uri Address) page)
    {
        page.Form.SetAttribute("action", page.Address.PathAndQuery);
        return browser.SubmitAsync(page.Form, Alice);
    }
}
