using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>Where the answer stands (OAuth 2.0 Multiple Response Type Encoding Practices 2.1, OAuth 2.0 Form Post Response Mode).</summary>
public sealed class ResponseModeTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("query")]
    [InlineData("fragment")]
    public async Task OAuthMultipleResponseTypes_2_1_The_code_stands_where_the_request_wants_it(string mode)
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(("response_mode", mode)));

        browser.LeftTo!.GetLeftPart(UriPartial.Path).ShouldBe(Demo.WebAppRedirectUri);
        var answer = browser.LeftTo.AnswerIn(mode);
        answer["code"].ShouldNotBeNullOrWhiteSpace();
        answer["state"].ShouldBe(AuthorizeRequests.State);
        answer["iss"].ShouldBe(AuthorizeRequests.IssuerOf(host));
    }

    [Theory]
    [InlineData("query")]
    [InlineData("fragment")]
    public async Task OAuthMultipleResponseTypes_2_1_An_error_stands_there_too(string mode)
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("prompt", "none"), ("response_mode", mode)));

        target.AnswerIn(mode)["error"].ShouldBe("login_required");
        target.ShouldTellTheClient("login_required", host);
    }

    [Fact]
    public async Task FormPost_2_A_page_posts_the_answer_to_the_redirect_URI()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(("response_mode", "form_post")));

        browser.Status.ShouldBe(HttpStatusCode.OK);
        var form = browser.Form();
        form.Method.ShouldBe("post");
        form.GetAttribute("action").ShouldBe(Demo.WebAppRedirectUri);
        var fields = FieldsOf(form);
        fields["code"].ShouldNotBeNullOrWhiteSpace();
        fields["state"].ShouldBe(AuthorizeRequests.State);
        fields["iss"].ShouldBe(AuthorizeRequests.IssuerOf(host));
    }

    [Fact]
    public async Task FormPost_2_An_error_is_posted_too()
    {
        using var response = await host.Client.GetAsync(AuthorizeRequests.Url(("prompt", "none"), ("response_mode", "form_post")));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        var fields = FieldsOf(page.QuerySelector<IHtmlFormElement>("form")!);
        fields["error"].ShouldBe("login_required");
        fields["state"].ShouldBe(AuthorizeRequests.State);
        fields["iss"].ShouldBe(AuthorizeRequests.IssuerOf(host));
        fields.Keys.ShouldNotContain("code");
    }

    [Fact]
    public async Task FormPost_4_What_the_client_sent_is_text_on_the_page()
    {
        const string markup = "\"><img src=x onerror=alert(1)>";
        using var response = await host.Client.GetAsync(
            AuthorizeRequests.Url(("prompt", "none"), ("response_mode", "form_post"), ("state", markup)));

        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        page.QuerySelector("img").ShouldBeNull();
        FieldsOf(page.QuerySelector<IHtmlFormElement>("form")!)["state"].ShouldBe(markup);
    }

    [Fact]
    public async Task FormPost_2_Only_its_own_script_runs_and_it_is_kept_nowhere()
    {
        using var response = await host.Client.GetAsync(AuthorizeRequests.Url(("prompt", "none"), ("response_mode", "form_post")));

        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        var script = page.QuerySelectorAll("script").Single();
        var policy = PolicyOf(response);
        policy.ShouldContain("default-src 'none'");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.TextContent)));
        policy.ShouldContain($"script-src 'sha256-{hash}'");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact, EngineDifference("Duende lets anybody frame it and sets no base-uri, and sends no referrer, which makes the form's Origin null.")]
    public async Task FormPost_2_The_form_can_go_to_the_client_alone_and_says_whence_it_comes()
    {
        using var response = await host.Client.GetAsync(AuthorizeRequests.Url(("prompt", "none"), ("response_mode", "form_post")));

        var policy = PolicyOf(response);
        policy.ShouldContain("base-uri 'none'");
        policy.ShouldContain("frame-ancestors http://localhost:5002");
        policy.ShouldContain("form-action https: http://localhost:5002");
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["origin"]);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    private static string[] PolicyOf(HttpResponseMessage response) =>
        [.. response.Headers.GetValues("Content-Security-Policy").First().Split(';', StringSplitOptions.TrimEntries)];

    private static Dictionary<string, string> FieldsOf(IHtmlFormElement form) =>
        form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").ToDictionary(field => field.Name!, field => field.Value);
}
