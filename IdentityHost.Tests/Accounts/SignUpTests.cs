using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Accounts;

/// <summary>Signing up: an address that is confirmed before there is an account.</summary>
public sealed class SignUpTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Who_confirms_an_address_gets_an_account_and_is_signed_in()
    {
        using var browser = await AskAsync("new@example.com");
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Check your mail");
        (await UsersWithAsync("new@example.com")).ShouldBe(0);
        var link = MailHostFixture.LinkIn(await mail.NextMailAsync("new@example.com")).ShouldNotBeNull();

        await browser.GoAsync(link);
        browser.Location.Query.ShouldNotContain("token");
        await browser.SubmitAsync(browser.Form(), new() { ["DisplayName"] = "Nova", ["NewPassword"] = Password });

        browser.Location.AbsolutePath.ShouldBe("/Manage");
        browser.Page.Body!.TextContent.ShouldContain("Nova");
        (await mail.Database.ScalarAsync<bool>("""SELECT "EmailConfirmed" AND "LockoutEnabled" FROM "Users" WHERE "UserName" = 'new@example.com'"""))
            .ShouldBeTrue();
        using var again = new Browser(mail.Host.BaseAddress);
        await again.GoAsync("/Account/Login");
        await again.SignInAsync("NEW@example.com", Password);
        again.Location.AbsolutePath.ShouldBe("/Manage");
        mail.Host.Logs.ShouldNotContain(MailHostFixture.TokenIn(link), Password, "new@example.com");
    }

    [Fact]
    public async Task Nobody_learns_which_addresses_have_an_account_but_their_owners()
    {
        var taken = await mail.AddUserAsync("taken");
        using var fresh = await AskAsync("fresh@example.com");
        using var other = await AskAsync(taken);

        other.Page!.DocumentElement.OuterHtml.ShouldBe(fresh.Page!.DocumentElement.OuterHtml);
        var text = await mail.NextMailAsync(taken);
        text.ShouldContain("There is an account with it already");
        MailHostFixture.LinkIn(text).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_used_by_ten_at_once_makes_one_account()
    {
        using var asked = await AskAsync("raced@example.com");
        var link = MailHostFixture.LinkIn(await mail.NextMailAsync("raced@example.com"))!;
        var browsers = Enumerable.Range(0, 10).Select(_ => new Browser(mail.Host.BaseAddress)).ToList();
        foreach (var browser in browsers)
            await browser.GoAsync(link);

        await Task.WhenAll(browsers.Select(browser => browser.SubmitAsync(browser.Form(), new() { ["NewPassword"] = Password })));

        browsers.Count(browser => browser.Location.AbsolutePath == "/Manage").ShouldBe(1);
        browsers.Count(browser => browser.Page!.QuerySelector("h1")!.TextContent == "You have an account already").ShouldBe(9);
        (await UsersWithAsync("raced@example.com")).ShouldBe(1);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Who_signs_up_for_the_sake_of_a_client_goes_on_to_it()
    {
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url());
        await browser.GoAsync(browser.Page!.QuerySelectorAll(".links a")[1].GetAttribute("href")!);
        await browser.SubmitAsync(browser.Form(), new() { ["Email"] = "guest@example.com" });
        var link = MailHostFixture.LinkIn(await mail.NextMailAsync("guest@example.com"))!;
        await browser.GoAsync(link);
        await AllowsTheFormToReachTheClientAsync(browser);

        await browser.SubmitAsync(browser.Form(), new() { ["NewPassword"] = Password });

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task A_link_for_another_purpose_makes_no_account()
    {
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/ConfirmEmail?token=nonsense");
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("This link no longer works");
        browser.Page.QuerySelector("form").ShouldBeNull();
    }

    /// <summary>Chromium holds every redirect after a form to the page's form-action.</summary>
    private async Task AllowsTheFormToReachTheClientAsync(Browser browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, browser.Location);
        request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(browser.Location));
        using var page = await mail.Host.Client.SendAsync(request);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("form-action 'self' https: http://localhost:5002");
    }

    private async Task<Browser> AskAsync(string address)
    {
        var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/Register");
        await browser.SubmitAsync(browser.Form(), new() { ["Email"] = address });
        browser.Status.ShouldBe(HttpStatusCode.OK);
        return browser;
    }

    private Task<long> UsersWithAsync(string address) =>
        mail.Database.ScalarAsync<long>("""SELECT count(*) FROM "Users" WHERE "NormalizedEmail" = upper($1)""", address);
}
