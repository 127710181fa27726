using System.Net;
using System.Text;
using IdentityHost.Http;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.DeviceFlow;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Passport;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IdentityHost.Tests.Http;

/// <summary>RFC 6749 3.1 and 3.2: "Parameters sent without a value MUST be treated as if they were omitted from the request."</summary>
[Collection(PostgresCollection.Name)]
public sealed class EmptyParametersTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("client_id=&client_secret=")]
    // Dovecot's documented configuration: id and secret in the URL, so in the header, and an empty client_secret in the form.
    [InlineData("client_secret=")]
    [InlineData("client_id=4&client_secret=")]
    [InlineData("client_secret")]
    [InlineData("scope=&resource=&code_verifier=&redirect_uri=&client_assertion=")]
    [InlineData("scope=&scope=messages.read")]
    public async Task Beside_Basic_is_no_second_method_and_no_mismatch(string empty)
    {
        var basic = TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret).ToString();
        using var issued = await host.PostRawAsync(Requests.TokenPath, $"grant_type=client_credentials&{empty}", authorization: basic);
        var token = (await TokenClient.ReadAsync(issued)).GetProperty("access_token").GetString();

        using var introspected = await host.PostRawAsync(Requests.IntrospectionPath, $"token={token}&token_type_hint=&{empty}", authorization: basic);
        (await TokenClient.ReadAsync(introspected)).GetProperty("active").GetBoolean().ShouldBeTrue();

        using var revoked = await host.PostRawAsync(Requests.RevocationPath, $"token={token}&token_type_hint=&{empty}", authorization: basic);
        await revoked.ShouldBeStatusAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Requests.IntrospectionPath, "missing_token")]
    [InlineData(Requests.RevocationPath, "invalid_request")]
    [InlineData(Requests.TokenPath, "invalid_request")]
    public async Task What_is_required_is_missing(string path, string error)
    {
        using var response = await host.PostRawAsync(
            path, "token=&grant_type=", authorization: TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret).ToString());
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, error);
    }

    [Fact]
    public async Task The_device_authorization_endpoint_takes_it_as_omitted_too()
    {
        using var response = await host.PostRawAsync(
            "/connect/deviceauthorization", $"client_id={Demo.TvId}&client_secret=&scope={Uri.EscapeDataString(TestDevice.Scopes)}&resource=");
        await TokenClient.ReadAsync(response);
    }

    [Fact]
    public async Task A_public_client_with_an_empty_secret_is_one_without()
    {
        using var response = await host.PostRawAsync(
            Requests.TokenPath, $"grant_type=refresh_token&refresh_token=x&client_id={Demo.NotesId}&client_secret=");
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task RFC6750_2_an_empty_access_token_in_the_form_is_no_second_one()
    {
        var answer = await host.Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.JwtAppId, Demo.JwtAppRedirectUri, "openid");
        var tokens = await host.Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret);
        using var response = await host.PostRawAsync(
            "/connect/userinfo", "access_token=", authorization: "Bearer " + tokens.GetProperty("access_token").GetString());
        (await TokenClient.ReadAsync(response)).GetProperty("sub").GetString().ShouldBe(Demo.Subject);
    }

    [Fact]
    public async Task An_authorization_request_is_answered_as_if_they_were_not_there()
    {
        using var browser = await host.SignedInAsync();
        var empty = "&nonce=&max_age=&prompt=&display=&ui_locales=&login_hint=&acr_values=&id_token_hint=&response_mode=&request=&request_uri=&resource=&state=";
        var url = AuthorizeRequests.Url(("state", null)) + empty;

        await browser.GoAsync(url);
        var answer = browser.LeftParameters(Demo.WebAppRedirectUri);
        answer.Keys.ShouldContain("code");
        answer.Keys.ShouldNotContain("state");

        await browser.PostAsync("/connect/authorize", [.. Fields(url)]);
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");

        static IEnumerable<KeyValuePair<string, string>> Fields(string url) =>
            url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('='))
                .Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1].Replace('+', ' '))));
    }

    [Fact]
    public async Task Passport_s_route_takes_the_token_from_where_there_is_one()
    {
        var caller = await host.Tokens.ResourceServerTokenAsync();
        var token = await host.Tokens.AliceTokenAsync();
        var json = new StringContent("{\"token\":\"" + token + "\"}", Encoding.UTF8, "application/json");
        var nothing = new StringContent("{\"token\":\"\",\"token_type_hint\":null}", Encoding.UTF8, "application/json");
        foreach (var (query, content) in new (string, HttpContent)[]
        {
            ("?token=", PassportRequest.Form(token)),
            ($"?token={token}", PassportRequest.Form("")),
            ("?token=", json),
            ($"?token={token}", nothing),
        })
        {
            using var response = await PassportRequest.SendAsync(host.Host, caller, query, content);
            (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBe(true, query);
        }
    }

    [Theory]
    [InlineData("?a=&b=2&c", "?b=2")]
    [InlineData("?a=1&b=2", "?a=1&b=2")]
    [InlineData("?a=&a=%20&A=x+y", "?a=%20&A=x+y")]
    [InlineData("?=x", "?=x")]
    [InlineData("?a=", "")]
    public void Of_a_query_what_has_a_value_stays_as_it_was_written(string query, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);

        EmptyParameters.RemoveFromQuery(request);

        request.QueryString.Value.ShouldBe(expected);
    }

    [Fact]
    public void Of_a_form_what_has_a_value_stays()
    {
        var full = new FormCollection(new Dictionary<string, StringValues> { ["a"] = "1", ["b"] = new(["1", "2"]) });
        EmptyParameters.Without(full).ShouldBeSameAs(full);

        var given = EmptyParameters.Without(new FormCollection(new Dictionary<string, StringValues> { ["a"] = "", ["b"] = new(["", "2"]), ["c"] = "3" }));
        given.Keys.ShouldBe(["b", "c"]);
        given["b"].ShouldBe(new StringValues("2"));
    }
}
