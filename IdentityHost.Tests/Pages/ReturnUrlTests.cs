using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.Pages;

/// <summary>RFC 9700 4.11: the sign-in page is no open redirector.</summary>
public sealed class ReturnUrlTests(HostFixture host) : IClassFixture<HostFixture>
{
    public static TheoryData<string> Tampered =>
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,evil",
        "/\t/evil.example/",
        "\t//evil.example/",
        " //evil.example/",
        "/connect/authorize/callback/../../../evil",
        "//evil.example/connect/authorize/callback?client_id=3",
        "https://evil.example/connect/authorize/callback?client_id=3",
        "/evil/connect/authorize/callback?client_id=3",
        "/connect/authorize/callback@evil.example",
        "/connect/authorize/callback.evil.example?client_id=3",
        "/connect/authorize/callback\\?client_id=3",
        "/connect/authorize/callback\r\n?client_id=3",
        "connect/authorize/callback?client_id=3",
        "~/connect/authorize/callback?client_id=3",
        "/Account/Logout",
        "/connect/token?client_id=3",
        "/",
        "?",
    ];

    [Theory]
    [MemberData(nameof(Tampered))]
    public async Task A_return_url_that_is_not_ours_shows_no_form(string returnUrl)
    {
        using var page = await host.Client.GetAsync(LoginUrl(returnUrl));
        var html = await page.Content.ReadAsStringAsync();

        page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        page.Headers.Location.ShouldBeNull();
        html.ShouldNotContain("<form");
        html.ShouldNotContain("evil");
        html.ShouldContain(page.Headers.GetValues("X-Correlation-ID").Single());
    }

    [Theory]
    [MemberData(nameof(Tampered))]
    public async Task A_return_url_that_was_exchanged_in_the_form_signs_nobody_in(string returnUrl)
    {
        using var page = await host.Client.GetAsync("/Account/Login");
        using var answer = await Forms.PostAsync(
            host, page, new() { ["ReturnUrl"] = returnUrl, ["UserName"] = Demo.User, ["Password"] = Demo.Password });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("client_id", "unknown")]
    [InlineData("client_id", "\0")]
    [InlineData("redirect_uri", "http://evil.example/")]
    public async Task A_request_that_was_changed_on_the_way_ends_at_an_error_and_not_at_the_changed_address(string name, string value)
    {
        var callback = QueryHelpers.AddQueryString("/connect/authorize/callback", AuthorizeRequests.Valid((name, value)));
        using var browser = new Browser(host.Host.BaseAddress);

        await browser.GoAsync(LoginUrl(callback));

        browser.LeftTo.ShouldBeNull();
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Page!.QuerySelector("form").ShouldBeNull();
    }

    [Fact]
    public async Task The_return_url_of_the_authorization_endpoint_leads_to_the_client()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url());
        browser.Page!.QuerySelector("main strong")!.TextContent.ShouldBe("Web App");

        await browser.SignInAsync(Demo.User, "Wrong-1234");
        await browser.SignInAsync(Demo.User, Demo.Password);

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    private static string LoginUrl(string returnUrl) => QueryHelpers.AddQueryString("/Account/Login", "ReturnUrl", returnUrl);
}
