using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Localization;

/// <summary>Which language a page speaks.</summary>
public sealed class LanguageTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("de", "de")]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de")]
    [InlineData("fr,de;q=0.5", "de")]
    [InlineData("fr", "en")]
    [InlineData("en-GB,de", "en")]
    [InlineData("nonsense;q=x,,", "en")]
    public async Task RFC9110_12_5_4_A_page_speaks_the_browser_s_language(string? accepted, string language)
    {
        using var page = await GetAsync("/Account/Login", accepted);
        var html = await page.Content.ReadAsStringAsync();

        html.ShouldContain($"<html lang=\"{language}\">");
        html.ShouldContain(language == "de" ? "<h1>Anmelden</h1>" : "<h1>Sign in</h1>");
        page.Content.Headers.ContentLanguage.ShouldBe([language]);
        page.Headers.Vary.ShouldContain("Accept-Language");
    }

    [Theory]
    [InlineData("de", "en", "de")]
    [InlineData("en", "de", "en")]
    [InlineData("fr-CA de-CH en", "en", "de")]
    [InlineData("fr", "de", "de")]
    [InlineData("   ", "de", "de")]
    public async Task OpenIdConnectCore_3_1_2_1_What_the_client_asks_for_comes_before_the_browser_s_language(
        string uiLocales, string accepted, string language)
    {
        using var redirect = await host.Client.GetAsync(AuthorizeRequests.Url(("ui_locales", uiLocales)));
        using var page = await GetAsync(AuthorizeRequests.Target(redirect, host).ToString(), accepted);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentLanguage.ShouldBe([language]);
    }

    [Theory]
    [InlineData("/Manage", "nav a", "Übersicht")]
    [InlineData("/Manage/Password", "label[for=new-password]", "Neues Passwort")]
    public async Task The_layout_and_what_pages_share_speak_it_too(string page, string selector, string text)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(page + "?ui_locales=de");
        await browser.SignInAsync(Demo.User, Demo.Password);

        browser.Page!.QuerySelector(selector)!.TextContent.ShouldBe(text);
    }

    [Theory]
    [InlineData("/connect/authorize?client_id=3&client_id=3", 400, "Diese Anfrage kann nicht beantwortet werden")]
    [InlineData("/Account/Nothing", 404, "Diese Seite gibt es nicht")]
    [InlineData("/Account/Login?ReturnUrl=https://evil.example", 400, "Diese Seite gilt nicht mehr")]
    public async Task A_failure_is_told_in_it_with_the_correlation_id(string address, int status, string heading)
    {
        using var page = await GetAsync(address, "de-CH, en;q=0.5");
        var html = await page.Content.ReadAsStringAsync();

        ((int)page.StatusCode).ShouldBe(status);
        html.ShouldContain("<html lang=\"de\">");
        html.ShouldContain($"<h1>{heading}</h1>");
        html.ShouldContain(page.Headers.GetValues("X-Correlation-ID").Single());
        page.Content.Headers.ContentLanguage.ShouldBe(["de"]);
    }

    [Fact]
    public async Task A_refused_sign_in_keeps_the_language_that_the_client_asked_for()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url(("ui_locales", "de")));

        await browser.SignInAsync(Demo.User, "Wrong-1234");

        browser.Page!.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Der Benutzername oder das Passwort ist falsch");
    }

    [Fact]
    public async Task A_request_that_no_client_is_told_of_is_refused_in_the_language_that_it_asked_for()
    {
        using var browser = new Browser(host.Host.BaseAddress);

        await browser.GoAsync(AuthorizeRequests.Url(("client_id", "nobody"), ("ui_locales", "de")));

        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Diese Anmeldeanfrage kann nicht beantwortet werden");
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string? accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        return await host.Client.SendAsync(request);
    }
}
