using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>The authorization response (RFC 6749 4.1.2, RFC 9207) and how requests are taken.</summary>
public sealed class CodeResponseTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC9207_2_The_answer_has_code_state_and_issuer()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url());

        var answer = browser.LeftParameters(Demo.WebAppRedirectUri);
        answer["code"].ShouldNotBeNullOrWhiteSpace();
        answer["state"].ShouldBe(AuthorizeRequests.State);
        answer["iss"].ShouldBe(AuthorizeRequests.IssuerOf(host));
        answer.Keys.ShouldNotContain("error");
    }

    [Fact]
    public async Task RFC6749_4_1_1_State_is_optional()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(("state", null)));

        var answer = browser.LeftParameters(Demo.WebAppRedirectUri);
        answer.Keys.ShouldContain("code");
        answer.Keys.ShouldNotContain("state");
    }

    [Fact]
    public async Task Every_request_gets_a_code_of_its_own()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url());
        var first = browser.LeftParameters(Demo.WebAppRedirectUri)["code"];
        await browser.GoAsync(AuthorizeRequests.Url());

        browser.LeftParameters(Demo.WebAppRedirectUri)["code"].ShouldNotBe(first);
    }

    [Fact]
    public async Task RFC6749_5_1_The_answer_is_kept_in_no_cache_and_sends_no_referrer()
    {
        using var response = await host.Client.GetAsync(AuthorizeRequests.Url(("prompt", "none")));

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Contains("X-Correlation-ID").ShouldBeTrue();
    }

    [Fact, EngineDifference("Duende answers with 302.")]
    public async Task RFC9700_4_12_The_redirect_is_a_303_and_sends_no_referrer()
    {
        using var response = await host.Client.GetAsync(AuthorizeRequests.Url(("prompt", "none")));

        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Fact]
    public async Task OpenIdConnectCore_3_1_2_1_A_POST_is_taken_as_well()
    {
        using var browser = await host.SignedInAsync();
        var cookies = browser.Cookies.GetCookieHeader(host.Host.BaseAddress);

        using var response = await PostAsync(AuthorizeRequests.Valid(), cookies);

        AuthorizeRequests.Target(response, host).AnswerIn("query").Keys.ShouldContain("code");
    }

    [Fact, EngineDifference("Duende sees nobody signed in where the browser withholds the cookie.")]
    public async Task OpenIdConnectCore_3_1_2_1_Another_site_s_form_comes_without_cookies_and_is_asked_again_by_a_redirect()
    {
        using var browser = await host.SignedInAsync();

        using var posted = await PostAsync(AuthorizeRequests.Valid(("prompt", "none"), ("fresh_sign_in", "x")), cookies: null);
        var callback = AuthorizeRequests.Target(posted, host);

        callback.AbsolutePath.ShouldBe("/connect/authorize/callback");
        callback.Query.ShouldNotContain("fresh_sign_in");
        (await host.RedirectOfAsync(callback.PathAndQuery)).ShouldTellTheClient("login_required", host);
        await browser.GoAsync(callback.PathAndQuery);
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task RFC6749_4_1_2_1_An_error_in_a_POST_is_told_too()
    {
        using var response = await PostAsync(AuthorizeRequests.Valid(("redirect_uri", "http://evil.example/")), cookies: null);

        AuthorizeRequests.Target(response, host).ShouldBeTheErrorPage(host);
    }

    [Fact]
    public async Task The_passport_path_is_the_same_endpoint()
    {
        var url = AuthorizeRequests.Url(("prompt", "none")).Replace("/connect/", "/oauth/", StringComparison.Ordinal);
        var target = await host.RedirectOfAsync(url);

        target.ShouldTellTheClient("login_required", host);
    }

    [Theory]
    [InlineData("PUT", "/connect/authorize")]
    [InlineData("DELETE", "/connect/authorize")]
    [InlineData("POST", "/connect/authorize/callback")]
    public async Task RFC9110_15_5_6_Another_method_is_405(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = new FormUrlEncodedContent(AuthorizeRequests.Valid()),
        };
        using var response = await host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task RFC9110_15_5_6_A_405_names_what_is_allowed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/connect/authorize");
        using var response = await host.Client.SendAsync(request);

        response.Content.Headers.Allow.ShouldBe(["GET", "POST"]);
    }

    [Fact]
    public async Task RFC9110_15_5_16_A_POST_without_a_form_is_415()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await host.Client.PostAsync(new Uri("/connect/authorize", UriKind.Relative), content);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("state=%00")]
    [InlineData("state=%ff")]
    [InlineData("client_id=3")]
    [InlineData("redirect_uri=http%3A%2F%2Fevil.example%2F")]
    public async Task RFC6749_3_1_What_is_no_text_or_said_twice_is_400_at_this_server(string addition)
    {
        using var response = await host.Client.GetAsync($"{AuthorizeRequests.Url()}&{addition}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task Neither_code_nor_password_nor_state_is_logged()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url(("state", "a-state-nobody-logs")));
        await browser.SignInAsync(Demo.User, Demo.Password);
        var code = browser.LeftParameters(Demo.WebAppRedirectUri)["code"];

        host.Host.Logs.ShouldNotContain(code, Demo.Password, "a-state-nobody-logs");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FAPI1_part2_5_1_1_The_hash_of_the_state_is_in_the_ID_token_if_that_is_switched_on(bool switchedOn)
    {
        await using var another = await TestHost.StartAsync(
            host.Database,
            configure: builder => builder.Services.Configure<IdentityServerOptions>(options => options.EmitStateHash = switchedOn));
        var tokens = new TokenClient(another);
        var answer = await tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, "openid");

        var redeemed = await tokens.RedeemCodeAsync(answer, Demo.WebAppSecret);

        var token = new JsonWebToken(redeemed.GetProperty("id_token").GetString());
        token.TryGetPayloadValue<string>("s_hash", out var hash).ShouldBe(switchedOn);
        if (switchedOn)
            hash.ShouldBe(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(answer.Parameters["state"])).AsSpan(0, 16)));
    }

    [Fact]
    public async Task Another_node_takes_the_way_back_and_shows_the_error()
    {
        await using var another = await TestHost.StartAsync(host.Database);
        var signIn = await host.RedirectOfAsync(AuthorizeRequests.Url(("prompt", "login")));
        var error = await host.RedirectOfAsync(AuthorizeRequests.Url(("client_id", "unknown")));

        using var browser = new Browser(another.BaseAddress);
        await browser.GoAsync(signIn.PathAndQuery);
        await browser.SignInAsync(Demo.User, Demo.Password);
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
        await browser.GoAsync(error.PathAndQuery);
        browser.Page!.Body!.TextContent.ShouldContain("unauthorized_client");
    }

    private async Task<HttpResponseMessage> PostAsync(Dictionary<string, string?> parameters, string? cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize") { Content = new FormUrlEncodedContent(parameters) };
        if (cookies is not null)
            request.Headers.Add("Cookie", cookies);
        return await host.Client.SendAsync(request);
    }
}
