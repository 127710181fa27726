using System.Net;
using AngleSharp.Html.Parser;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Users.Links;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Accounts;

/// <summary>A forgotten password: a link by mail, with which another one is chosen.</summary>
public sealed class ForgottenPasswordTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    private const string NewPassword = "correct horse battery";

    [Fact]
    public async Task The_link_leads_to_a_new_password_once_and_ends_every_session()
    {
        var address = await mail.AddUserAsync("forgetful");
        using var other = await SignInAsync("forgetful", Demo.Password);
        other.Location.AbsolutePath.ShouldBe("/Manage");

        using var asked = await mail.ForgetAsync(address);
        asked.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Check your mail");
        var link = MailHostFixture.LinkIn(await mail.NextMailAsync(address)).ShouldNotBeNull();
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync(link);
        browser.Location.PathAndQuery.ShouldBe("/Account/ResetPassword?ui_locales=en");
        browser.Page!.Body!.TextContent.ShouldContain("forgetful");
        await ChooseAsync(browser, NewPassword);
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("Your password was changed");

        (await mail.NextMailAsync(address)).ShouldContain("was changed just now");
        using var old = await SignInAsync("forgetful", Demo.Password);
        old.Location.AbsolutePath.ShouldBe("/Account/Login");
        using var fresh = await SignInAsync("forgetful", NewPassword);
        fresh.Location.AbsolutePath.ShouldBe("/Manage");
        await other.GoAsync("/Manage");
        other.Location.AbsolutePath.ShouldBe("/Account/Login");
        await browser.GoAsync(link);
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("This link no longer works");
        mail.Host.Logs.ShouldNotContain(MailHostFixture.TokenIn(link), NewPassword, address);
    }

    [Fact]
    public async Task Nobody_learns_which_addresses_there_are()
    {
        var known = await mail.AddUserAsync("known");
        var unconfirmed = await mail.AddUserAsync("unconfirmed");
        var disabled = await mail.AddUserAsync("switchedoff");
        await mail.Database.ExecuteAsync("""UPDATE "Users" SET "EmailConfirmed" = false WHERE "Id" = 'unconfirmed'""");
        await mail.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'switchedoff'""");

        using var answer = await mail.ForgetAsync(known);
        var expected = answer.Page!.DocumentElement.OuterHtml;
        foreach (var address in (string[])[unconfirmed, disabled, "unknown@example.com"])
        {
            using var other = await mail.ForgetAsync(address);
            other.Status.ShouldBe(answer.Status);
            other.Page!.DocumentElement.OuterHtml.ShouldBe(expected);
        }

        await mail.NextMailAsync(known);
        foreach (var address in (string[])[unconfirmed, disabled, "unknown@example.com"])
            mail.CountUnread(address).ShouldBe(0);
    }

    [Fact]
    public async Task A_link_used_twenty_times_at_once_sets_one_password()
    {
        var address = await mail.AddUserAsync("raced");
        using var asked = await mail.ForgetAsync(address);
        var link = MailHostFixture.LinkIn(await mail.NextMailAsync(address))!;
        var browsers = Enumerable.Range(0, 20).Select(_ => new Browser(mail.Host.BaseAddress)).ToList();
        foreach (var browser in browsers)
            await browser.GoAsync(link);

        await Task.WhenAll(browsers.Select((browser, i) => ChooseAsync(browser, $"{NewPassword} {i}")));

        var winners = browsers.Index().Where(b => b.Item.Page!.QuerySelector("h1")!.TextContent == "Your password was changed").ToList();
        winners.Count.ShouldBe(1);
        using var signedIn = await SignInAsync("raced", $"{NewPassword} {winners[0].Index}");
        signedIn.Location.AbsolutePath.ShouldBe("/Manage");
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task A_link_that_was_changed_or_is_old_or_for_something_else_does_nothing()
    {
        await mail.AddUserAsync("careful");
        var protection = mail.Host.Services.GetRequiredService<IDataProtectionProvider>();
        var fresh = new AccountLinks(protection, TimeProvider.System);
        var old = new AccountLinks(protection, new Earlier(AccountLinks.Lifetime + TimeSpan.FromSeconds(5)));
        var right = fresh.Create(AccountLinks.ResetPurpose, "careful", "careful", null);
        await HeadingAsync(right, "Choose a new password");

        await HeadingAsync(right[..^4] + "AAAA", "This link no longer works");
        await HeadingAsync("nonsense", "This link no longer works");
        await HeadingAsync("", "This link no longer works");
        await HeadingAsync(old.Create(AccountLinks.ResetPurpose, "careful", "careful", null), "This link no longer works");
        await HeadingAsync(fresh.Create(AccountLinks.SignUpPurpose, "careful", "careful", null), "This link no longer works");
        await HeadingAsync(fresh.Create(AccountLinks.ResetPurpose, "careful", "another stamp", null), "This link no longer works");
        await HeadingAsync(fresh.Create(AccountLinks.ResetPurpose, "nobody", "careful", null), "This link no longer works");
        await mail.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'careful'""");
        await HeadingAsync(right, "This link no longer works");
    }

    [Theory]
    [InlineData("", "Choose a password.")]
    [InlineData("short 1", "too short")]
    [InlineData("Password123", "too easy to guess")]
    [InlineData("aaaaaaaaaaaa", "too easy to guess")]
    [InlineData("picky2026", "too easy to guess")]
    public async Task SP800_63B_3_1_1_2_A_password_is_long_enough_and_not_what_everybody_tries_first(string password, string error)
    {
        if (await mail.Database.ScalarAsync<long>("""SELECT count(*) FROM "Users" WHERE "Id" = 'picky'""") == 0)
            await mail.AddUserAsync("picky");
        var links = new AccountLinks(mail.Host.Services.GetRequiredService<IDataProtectionProvider>(), TimeProvider.System);
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/ResetPassword?token=" + links.Create(AccountLinks.ResetPurpose, "picky", "picky", null));

        await ChooseAsync(browser, password);

        var field = browser.Page!.QuerySelector("#new-password")!;
        field.GetAttribute("aria-invalid").ShouldBe("true");
        field.HasAttribute("autofocus").ShouldBeTrue();
        browser.Page.QuerySelector("#new-password-error")!.TextContent.ShouldContain(error);
        browser.Page.Title.ShouldStartWith("Error: ");
    }

    [Fact]
    public async Task A_new_password_ends_the_pause_after_wrong_ones_and_no_lockout_of_an_administrator()
    {
        var address = await mail.AddUserAsync("paused");
        await mail.Database.ExecuteAsync(
            """INSERT INTO "SignInAttempts" VALUES ('paused', '', 5, now() + interval '5 minutes')""");
        await ResetByMailAsync(address, NewPassword);
        using var paused = await SignInAsync("paused", NewPassword);
        paused.Location.AbsolutePath.ShouldBe("/Manage");

        await mail.Database.ExecuteAsync("""UPDATE "Users" SET "LockoutEnd" = now() + interval '1 year' WHERE "Id" = 'paused'""");
        mail.CountUnread(address);
        await ResetByMailAsync(address, NewPassword + "s");
        using var banned = await SignInAsync("paused", NewPassword + "s");
        banned.Location.AbsolutePath.ShouldBe("/Account/Login");
    }

    [Fact]
    public async Task The_link_leads_back_to_the_client_and_speaks_its_language()
    {
        var address = await mail.AddUserAsync("german");
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url(("ui_locales", "de")));
        await browser.GoAsync(browser.Page!.QuerySelector(".links a")!.GetAttribute("href")!);
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("Passwort vergessen?");

        await browser.SubmitAsync(browser.Form(), new() { ["Email"] = address });
        var text = await mail.NextMailAsync(address);
        text.ShouldContain("Guten Tag german");
        await browser.GoAsync(MailHostFixture.LinkIn(text)!);
        browser.Page.QuerySelector("html")!.GetAttribute("lang").ShouldBe("de");
        await ChooseAsync(browser, NewPassword);
        await browser.GoAsync(browser.Page.QuerySelector(".actions a")!.GetAttribute("href")!);
        await browser.SignInAsync("german", NewPassword);

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task A_request_that_calls_the_host_something_else_sends_no_mail()
    {
        var address = await mail.AddUserAsync("poisoned");
        using var page = await mail.Host.Client.GetAsync("/Account/ForgotPassword");
        var document = await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Account/ForgotPassword")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Email"] = address,
                [Pages.Forms.Token] = document.QuerySelector($"[name={Pages.Forms.Token}]")!.GetAttribute("value")!,
            }),
        };
        request.Headers.Host = "evil.example";
        request.Headers.Add("Cookie", Pages.Forms.CookiesOf(page));

        using var answer = await mail.Host.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Task.Delay(500);
        mail.CountUnread(address).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@b c.example")]
    [InlineData("Name <a@example.com>")]
    [InlineData("a@example.com, b@example.com")]
    public async Task What_is_no_address_is_said_to_be_none(string typed)
    {
        using var browser = await mail.ForgetAsync(typed);

        browser.Page!.QuerySelector("#email")!.GetAttribute("aria-invalid").ShouldBe("true");
        browser.Page.QuerySelector("#email-error")!.TextContent.ShouldContain("Enter an email address");
    }

    [Fact]
    public async Task RFC9700_4_11_A_return_url_that_is_not_ours_is_refused()
    {
        using var browser = new Browser(mail.Host.BaseAddress);

        await browser.GoAsync(QueryHelpers.AddQueryString("/Account/ForgotPassword", "ReturnUrl", "https://evil.example/"));

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_cookie_that_holds_the_token_is_for_this_page_alone()
    {
        using var answer = await mail.Host.Client.GetAsync("/Account/ResetPassword?token=x");

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldNotContain("token");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("idsrv.reset=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldContain("path=/Account/ResetPassword", Case.Insensitive);
    }

    private async Task ResetByMailAsync(string address, string password)
    {
        using var asked = await mail.ForgetAsync(address);
        string? link = null;
        while (link is null)
            link = MailHostFixture.LinkIn(await mail.NextMailAsync(address));
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync(link);
        await ChooseAsync(browser, password);
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Your password was changed");
    }

    private async Task HeadingAsync(string token, string heading)
    {
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync(QueryHelpers.AddQueryString("/Account/ResetPassword", "token", token));
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe(heading);
    }

    private async Task<Browser> SignInAsync(string user, string password)
    {
        var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, password);
        return browser;
    }

    private static Task ChooseAsync(Browser browser, string password) =>
        browser.SubmitAsync(browser.Form(), new() { ["NewPassword"] = password });

    private sealed class Earlier(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - by;
    }
}
