using System.Net;
using System.Text;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.Http;

/// <summary>RFC 6749 1.9: names of parameters are case sensitive, and 3.1 and 3.2: those that nobody knows are ignored.</summary>
public sealed class ExactParametersTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("grant_type=client_credentials&Client_Id=4&client_secret=plain-client-secret", 401)]
    [InlineData("grant_type=client_credentials&client_id=4&Client_Secret=plain-client-secret", 401)]
    [InlineData("Grant_Type=client_credentials&client_id=4&client_secret=plain-client-secret", 400)]
    [InlineData("grant_type=client_credentials&client_id=4&client_secret=plain-client-secret&Client_Id=9&SCOPE=openid", 200)]
    [InlineData("Client_Id=9&GRANT_TYPE=password&grant_type=client_credentials&client_id=4&client_secret=plain-client-secret", 200)]
    [InlineData("grant_type=client_credentials&client_id=4&client_secret=plain-client-secret&Custom=1&custom=2", 200)]
    [InlineData("grant_type=client_credentials&client_id=4&client_secret=plain-client-secret&client_id=4", 400)]
    public async Task At_the_token_endpoint(string form, int status)
    {
        // As the host reads it itself, by the framework's way, and with the charset said.
        foreach (var (body, type) in new[] { (form, UrlEncoded), (form + "&other=%20+", UrlEncoded), (form + "&other=%20+", UrlEncoded + "; charset=UTF-8") })
        {
            using var content = new StringContent(body, Encoding.UTF8);
            content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
            using var response = await host.Client.PostAsync("/connect/token", content);
            ((int)response.StatusCode).ShouldBe(status, $"{type} {body}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task An_escaped_letter_is_the_same_letter()
    {
        using var content = new StringContent("grant_type=client_credentials&%43lient_Id=9&%63lient_id=4&client_secret=plain-client-secret", Encoding.UTF8, UrlEncoded);
        using var response = await host.Client.PostAsync("/connect/token", content);

        await TokenClient.ReadAsync(response);
    }

    [Theory]
    [InlineData("Token", false)]
    [InlineData("token", true)]
    public async Task At_introspection_and_revocation(string name, bool isKnown)
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        using var introspected = await host.Tokens.PostFormAsync(
            "/connect/introspect", new() { [name] = token }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));
        introspected.StatusCode.ShouldBe(isKnown ? HttpStatusCode.OK : HttpStatusCode.BadRequest);

        using var revoked = await host.Tokens.PostFormAsync(
            "/connect/revocation", new() { [name] = token }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));

        revoked.StatusCode.ShouldBe(isKnown ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean().ShouldBe(!isKnown);
    }

    [Fact]
    public async Task At_the_authorize_endpoint()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        var verifier = Pkce.NewVerifier();
        var url = Pkce.AuthorizeUrl("/connect/authorize", Demo.WebAppId, Demo.WebAppRedirectUri, "openid", verifier, "s");

        await browser.GoAsync(url.Replace("client_id=", "Client_Id=", StringComparison.Ordinal));
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);

        // Neither twice nor other: another name.
        await browser.GoAsync(url.Replace("?", "?Client_Id=9&Redirect_Uri=https://evil.example/&Prompt=none&", StringComparison.Ordinal) + "&RESPONSE_TYPE=token");
        await browser.SignInAsync(Demo.User, Demo.Password);
        var parameters = browser.LeftParameters(Demo.WebAppRedirectUri);
        parameters["state"].ShouldBe("s");
        await host.Tokens.RedeemCodeAsync(
            new AuthorizationAnswer(parameters["code"], verifier, Demo.WebAppId, Demo.WebAppRedirectUri, parameters), Demo.WebAppSecret);
    }

    [Fact]
    public async Task Passport_s_route_knows_token_only()
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        var caller = await host.Tokens.ResourceServerTokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, QueryHelpers.AddQueryString("/oauth/introspect", "Token", token));
        request.Headers.Authorization = new("Bearer", caller);

        using var response = await host.Client.SendAsync(request);

        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("active").GetBoolean().ShouldBeFalse();
    }
}
