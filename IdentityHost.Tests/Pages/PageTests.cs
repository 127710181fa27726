using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.Pages;

/// <summary>What every page has: headers, no script, and a form that a screen reader can read.</summary>
public sealed class PageTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("/", 200)]
    [InlineData("/Account/Login", 200)]
    [InlineData("/Account/Login?ReturnUrl=https://evil.example", 400)]
    [InlineData("/Account/Logout", 200)]
    [InlineData("/Account/Nothing", 404)]
    [InlineData("/Error", 404)]
    [InlineData("/Error?errorId=CfDJ8unknown", 404)]
    [InlineData("/Error?errorId=%00", 404)]
    public async Task A_page_loads_nothing_from_elsewhere_and_is_neither_framed_nor_kept(string path, int status)
    {
        using var page = await host.Client.GetAsync(path);
        var html = await page.Content.ReadAsStringAsync();

        ((int)page.StatusCode).ShouldBe(status);
        page.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in (string[])["default-src 'none'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
            policy.Split("; ").ShouldContain(part);
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        page.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        html.ShouldContain("<html lang=\"en\">");
        // The one file, and nothing of the page's own.
        System.Text.RegularExpressions.Regex.Replace(html, "<script src=\"/js/passkeys.js\\?v=[^\"]+\"></script>", "").ShouldNotContain("<script");
        html.ShouldNotContain(" style=");
        html.ShouldNotContain("Exception");
        html.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task The_form_may_end_at_the_client_that_asked_and_at_no_other_plain_address()
    {
        using var browserless = await host.Client.GetAsync(AuthorizeRequests.Url());
        using var page = await host.Client.GetAsync(AuthorizeRequests.Target(browserless, host));

        page.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("; form-action 'self' https: http://localhost:5002");
    }

    [Fact]
    public async Task The_stylesheet_is_served_to_be_kept()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        var address = browser.Page!.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        using var sheet = await host.Client.GetAsync(address);

        sheet.StatusCode.ShouldBe(HttpStatusCode.OK);
        sheet.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        sheet.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        sheet.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task WCAG_1_3_1_Every_field_has_a_label_and_password_managers_know_it()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        var page = browser.Page!;

        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.QuerySelectorAll("main").Length.ShouldBe(1);
        page.Title.ShouldBe("Sign in");
        foreach (var field in page.QuerySelectorAll("form input:not([type=hidden])"))
            page.QuerySelector($"label[for={field.Id}]").ShouldNotBeNull();
        page.QuerySelector("input[type=password]")!.GetAttribute("autocomplete").ShouldBe("current-password");
        page.QuerySelector("input[type=text]")!.GetAttribute("autocomplete").ShouldBe("username");
        page.QuerySelectorAll("[autofocus]").Single().Id.ShouldBe("username");
    }

    [Fact]
    public async Task WCAG_3_3_1_Empty_fields_are_named_in_text_beside_the_field()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");

        await browser.SignInAsync("", "");

        foreach (var id in (string[])["username", "password"])
        {
            var field = browser.Page!.GetElementById(id)!;
            field.GetAttribute("aria-invalid").ShouldBe("true");
            browser.Page.GetElementById(field.GetAttribute("aria-describedby")!)!.TextContent.ShouldStartWith("Enter your ");
        }

        browser.Page!.Title.ShouldBe("Error: Sign in");
    }

    [Fact]
    public async Task WCAG_4_1_3_A_refusal_is_announced_and_described_and_the_name_kept()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");

        await browser.SignInAsync("bob", "Wrong-1234");

        browser.Page!.Title.ShouldBe("Error: Sign in");
        browser.Page.QuerySelector("[role=alert]")!.Id.ShouldBe(browser.Page.QuerySelectorAll("[autofocus]").Single().GetAttribute("aria-describedby"));
        browser.Page.QuerySelector("#username")!.GetAttribute("value").ShouldBe("bob");
        browser.Page.QuerySelector("#password")!.GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task What_a_visitor_or_a_client_says_is_text()
    {
        const string markup = "\"><img src=x onerror=alert(1)>";
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url(("login_hint", markup)));
        browser.Page!.QuerySelector("#username")!.GetAttribute("value").ShouldBe(markup);
        browser.Page.QuerySelector("img[src=x]").ShouldBeNull();

        await browser.SignInAsync(markup, "Wrong-1234");

        browser.Page.QuerySelector("#username")!.GetAttribute("value").ShouldBe(markup);
        browser.Page.QuerySelector("img[src=x]").ShouldBeNull();
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task A_forged_form_signs_nobody_in(bool withToken, bool withCookie)
    {
        using var page = await host.Client.GetAsync("/Account/Login");
        using var answer = await Forms.PostAsync(
            host, page, new() { ["UserName"] = Demo.User, ["Password"] = Demo.Password }, withToken, withCookie);
        var html = await answer.Content.ReadAsStringAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldNotContain(cookie => cookie.StartsWith("idsrv=", StringComparison.Ordinal));
        html.ShouldContain("<h1>");
        html.ShouldContain(answer.Headers.GetValues("X-Correlation-ID").Single());
    }

    [Fact]
    public async Task A_link_signs_nobody_out_and_a_forged_form_neither()
    {
        using var browser = await host.SignedInAsync();
        await browser.GoAsync("/Account/Logout");
        browser.Page!.Body!.TextContent.ShouldContain("You are signed in");
        var form = browser.Form();
        form.QuerySelector($"[name={Forms.Token}]")!.Remove();

        await browser.SubmitAsync(form, []);
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);

        await browser.GoAsync("/Account/Logout");
        browser.Page.Body.TextContent.ShouldContain("You are signed in");
    }

    [Fact]
    public async Task Who_signs_out_has_to_sign_in_again()
    {
        using var browser = await host.SignedInAsync();
        await browser.GoAsync("/Account/Logout");

        await browser.SubmitAsync(browser.Form(), []);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("You are signed out");
        await browser.GoAsync(AuthorizeRequests.Url());
        browser.Location.ShouldBeTheSignInPage(host);
    }

    [Fact]
    public async Task An_error_id_that_was_changed_shows_nothing_of_it()
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("client_id", "unknown")));
        var errorId = QueryHelpers.ParseQuery(target.Query)["errorId"].ToString();

        using var page = await host.Client.GetAsync("/Error?errorId=" + errorId[..^4] + "AAAA");
        var html = await page.Content.ReadAsStringAsync();

        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldNotContain("unauthorized_client");
    }

    [Fact]
    public async Task A_program_gets_no_page_for_a_path_that_does_not_exist()
    {
        using var answer = await host.Client.GetAsync("/nothing");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }
}
