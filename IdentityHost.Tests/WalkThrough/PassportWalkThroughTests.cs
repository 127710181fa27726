using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.WalkThrough;

/// <summary>The walk-through of the Passport page, click for click, against the demonstration set.</summary>
public sealed class PassportWalkThroughTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData(Credentials.Basic, TokenPlace.Query)]
    [InlineData(Credentials.Form, TokenPlace.Query)]
    [InlineData(Credentials.Basic, TokenPlace.Form)]
    [InlineData(Credentials.Form, TokenPlace.Json)]
    public async Task The_resource_server_sees_alices_token(Credentials credentials, TokenPlace place)
    {
        var before = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var (userToken, lifetime) = await AliceSignsInAsync();
        var callerToken = await PostmanGetsATokenAsync(credentials, "*");

        using var response = await IntrospectAsync(callerToken, userToken, place);

        var answer = await TokenClient.ReadAsync(response);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal).ShouldBe(
            ["active", "aud", "client_id", "exp", "iat", "id", "jti", "nbf", "scope", "sub", "token_type"]);
        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("scope").GetString().ShouldBe("user.read messages.read");
        answer.GetProperty("token_type").GetString().ShouldBe("access_token");
        // Ids as Passport has them: numbers.
        answer.GetProperty("client_id").GetInt64().ShouldBe(3);
        answer.GetProperty("aud").GetInt64().ShouldBe(3);
        answer.GetProperty("sub").GetInt64().ShouldBe(1);
        answer.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
        var issued = DateTimeOffset.FromUnixTimeSeconds(answer.GetProperty("iat").GetInt64());
        issued.ShouldBeInRange(before, TimeProvider.System.GetUtcNow());
        answer.GetProperty("nbf").GetInt64().ShouldBe(issued.ToUnixTimeSeconds());
        answer.GetProperty("exp").GetInt64().ShouldBe(issued.ToUnixTimeSeconds() + lifetime);
    }

    [Fact, EngineDifference("Duende makes ids of its own form.")]
    public async Task A_token_id_is_80_hexadecimal_digits()
    {
        var (userToken, _) = await AliceSignsInAsync();
        var answer = await host.Tokens.IntrospectAsync(await host.Tokens.ResourceServerTokenAsync(), userToken);

        answer.GetProperty("jti").GetString()!.ShouldMatch("^[0-9a-f]{80}$");
    }

    [Fact]
    public async Task The_callers_own_token_has_neither_subject_nor_identifier()
    {
        var callerToken = await PostmanGetsATokenAsync(Credentials.Basic, "introspect");

        var answer = await host.Tokens.IntrospectAsync(callerToken, callerToken);

        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("client_id").GetInt64().ShouldBe(2);
        answer.TryGetProperty("sub", out _).ShouldBeFalse();
        answer.TryGetProperty("id", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_is_redeemed_at_the_passport_route_once()
    {
        var answer = await AuthorizeAsync();
        using var first = await RedeemAsync(answer);
        using var second = await RedeemAsync(answer);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_wrong_password_leads_back_to_the_page_and_not_to_the_application()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(Pkce.AuthorizeUrl(
            "/oauth/authorize", Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes, Pkce.NewVerifier(), "state"));
        await browser.SignInAsync(Demo.User, "Alice-12345");

        browser.LeftTo.ShouldBeNull();
        browser.Form("form:has(input[type=password])").ShouldNotBeNull();
        browser.Page!.QuerySelector("input[type=password]")!.GetAttribute("value").ShouldBeNullOrEmpty();

        await browser.SignInAsync(Demo.User, Demo.Password);
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Alice_signed_in_once_is_not_asked_again_by_the_same_browser()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await AuthorizeAsync(browser);
        await browser.GoAsync(Pkce.AuthorizeUrl(
            "/oauth/authorize", Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes, Pkce.NewVerifier(), "state"));

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Every_cookie_of_the_sign_in_is_one_that_browsers_take_over_HTTP_on_loopback()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await AuthorizeAsync(browser);

        browser.CookieHeaders.ShouldContain(cookie => cookie.StartsWith("idsrv=", StringComparison.Ordinal));
        foreach (var cookie in browser.CookieHeaders)
        {
            // SameSite=None is refused without Secure, and Secure outside HTTPS.
            cookie.ShouldNotContain("samesite=none", Case.Insensitive);
            cookie.ShouldNotContain("; secure", Case.Insensitive);
            // Only the frame of OpenID Connect Session Management 1.0 section 3.2 reads a cookie by script.
            if (!cookie.StartsWith("idsrv.session=", StringComparison.Ordinal))
                cookie.ShouldContain("; httponly", Case.Insensitive);
        }
    }

    [Fact]
    public async Task Nothing_secret_of_the_walk_through_is_logged_or_traced()
    {
        using var traces = new CapturedTraces();
        var code = await AuthorizeAsync();
        using var response = await RedeemAsync(code);
        var userToken = (await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString()!;
        var callerToken = await PostmanGetsATokenAsync(Credentials.Basic, "*");
        using var introspected = await IntrospectAsync(callerToken, userToken, TokenPlace.Query);
        introspected.StatusCode.ShouldBe(HttpStatusCode.OK);

        string[] secrets =
        [
            userToken, callerToken, code.Code, code.Verifier, Demo.Password, Demo.WebAppSecret, Demo.ResourceServerSecret,
            // As a log of the query string would have it.
            Uri.EscapeDataString(userToken),
        ];
        // The spans and lines were made at all: else nothing is proved.
        string[] sources = ["Microsoft.AspNetCore", "Npgsql"];
        sources.ShouldBeSubsetOf(traces.Spans.Select(span => span.Source.Name).Distinct());
        host.Host.Logs.Lines.Count.ShouldBeGreaterThan(20);
        traces.ShouldNotContain(secrets);
        host.Host.Logs.ShouldNotContain(secrets);
    }

    /// <summary>How Postman sends a client's credentials.</summary>
    public enum Credentials
    {
        Basic,
        Form,
    }

    /// <summary>Where the token to introspect stands: Postman's Params tab, the reference's form field, a JSON body.</summary>
    public enum TokenPlace
    {
        Query,
        Form,
        Json,
    }

    private Task<AuthorizationAnswer> AuthorizeAsync() =>
        host.Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes, "/oauth/authorize");

    private static Task<AuthorizationAnswer> AuthorizeAsync(Browser browser) =>
        TokenClient.SignInAndAuthorizeAsync(
            browser, Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes, "/oauth/authorize");

    private Task<HttpResponseMessage> RedeemAsync(AuthorizationAnswer answer) =>
        host.Tokens.PostFormAsync(
            "/oauth/token",
            new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = answer.Code,
                ["redirect_uri"] = answer.RedirectUri,
                ["code_verifier"] = answer.Verifier,
                ["client_id"] = Demo.WebAppId,
                ["client_secret"] = Demo.WebAppSecret,
            });

    private async Task<(string Token, int Lifetime)> AliceSignsInAsync()
    {
        using var response = await RedeemAsync(await AuthorizeAsync());
        var answer = await TokenClient.ReadAsync(response);
        answer.GetProperty("token_type").GetString().ShouldBe("Bearer");
        return (answer.GetProperty("access_token").GetString()!, answer.GetProperty("expires_in").GetInt32());
    }

    private async Task<string> PostmanGetsATokenAsync(Credentials credentials, string scope)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = scope };
        AuthenticationHeaderValue? header = null;
        if (credentials == Credentials.Basic)
        {
            header = TokenClient.Basic(Demo.ResourceServerId, Demo.ResourceServerSecret);
        }
        else
        {
            form["client_id"] = Demo.ResourceServerId;
            form["client_secret"] = Demo.ResourceServerSecret;
        }

        using var response = await host.Tokens.PostFormAsync("/oauth/token", form, header);
        return (await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString()!;
    }

    private async Task<HttpResponseMessage> IntrospectAsync(string callerToken, string token, TokenPlace place)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/introspect");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", callerToken);
        switch (place)
        {
            case TokenPlace.Query:
                request.RequestUri = new Uri($"/oauth/introspect?token={Uri.EscapeDataString(token)}", UriKind.Relative);
                break;
            case TokenPlace.Form:
                request.Content = new FormUrlEncodedContent([new("token", token), new("token_type_hint", "access_token")]);
                break;
            case TokenPlace.Json:
                request.Content = JsonContent.Create(new { token });
                break;
        }

        return await host.Client.SendAsync(request);
    }
}
