using System.Net;
using System.Net.Http.Headers;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.UserInfo;

/// <summary>RFC 6750 3: what a caller of the userinfo endpoint hears whose token will not do.</summary>
public sealed class BearerErrorTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Path = "/connect/userinfo";

    [Theory]
    [InlineData(null)]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task RFC6750_3_1_Without_a_token_it_is_401(string? header)
    {
        using var response = await SendAsync(HttpMethod.Get, Path, header);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Fact, EngineDifference("Duende answers invalid_token.")]
    public async Task RFC6750_3_1_Without_a_token_there_is_no_error_code()
    {
        using var response = await SendAsync(HttpMethod.Get, Path, header: null);

        response.Headers.WwwAuthenticate.Single().Parameter.ShouldBe("realm=\"oauth\"");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-1")]
    public async Task RFC6750_3_1_A_token_that_is_not_valid_is_401_invalid_token(string token)
    {
        using var response = await SendAsync(HttpMethod.Get, Path, "Bearer " + token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        ErrorOf(response).ShouldContain("error=\"invalid_token\"");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("sub");
    }

    [Fact]
    public async Task RFC6750_3_1_A_revoked_token_is_401_invalid_token()
    {
        var token = await host.Tokens.AliceTokenAsync("openid");
        using var revoked = await host.Tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(Demo.WebAppId, Demo.WebAppSecret));
        revoked.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var response = await SendAsync(HttpMethod.Get, Path, "Bearer " + token);

        ErrorOf(response).ShouldContain("error=\"invalid_token\"");
    }

    [Fact]
    public async Task RFC6750_3_1_A_token_without_the_scope_openid_is_403_insufficient_scope()
    {
        var token = await host.Tokens.AliceTokenAsync("user.read");

        using var response = await SendAsync(HttpMethod.Get, Path, "Bearer " + token);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ErrorOf(response).ShouldContain("error=\"insufficient_scope\"");
    }

    [Fact, EngineDifference("Duende does not name the scope.")]
    public async Task RFC6750_3_It_names_the_scope_that_is_needed()
    {
        var token = await host.Tokens.AliceTokenAsync("user.read");

        using var response = await SendAsync(HttpMethod.Get, Path, "Bearer " + token);

        ErrorOf(response).ShouldEndWith("scope=\"openid\"");
    }

    [Fact]
    public async Task OpenIdConnectCore_5_3_A_client_s_own_token_gets_nothing()
    {
        var token = await host.Tokens.ResourceServerTokenAsync();

        using var response = await SendAsync(HttpMethod.Get, Path, "Bearer " + token);

        response.StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("sub");
    }

    [Fact]
    public async Task An_ID_token_is_no_access_token()
    {
        var answer = await host.Tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, "openid");
        var tokens = await host.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret);

        using var response = await SendAsync(HttpMethod.Get, Path, "Bearer " + tokens.GetProperty("id_token").GetString());

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task RFC9700_4_3_2_A_token_in_the_query_is_not_read()
    {
        var token = await host.Tokens.AliceTokenAsync("openid");

        using var response = await SendAsync(HttpMethod.Get, $"{Path}?access_token={token}", header: null);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact, EngineDifference("Duende takes the first that it finds.")]
    public async Task RFC6750_2_A_token_in_two_places_is_400_invalid_request()
    {
        var token = await host.Tokens.AliceTokenAsync("openid");

        using var response = await host.Tokens.PostFormAsync(
            Path, new() { ["access_token"] = token }, new AuthenticationHeaderValue("Bearer", token));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ErrorOf(response).ShouldContain("error=\"invalid_request\"");
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer a b")]
    [EngineDifference("Duende takes it for no token, or for one that is not valid.")]
    public async Task RFC6750_2_1_A_malformed_header_is_400_invalid_request(string header)
    {
        using var response = await SendAsync(HttpMethod.Get, Path, header);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ErrorOf(response).ShouldContain("error=\"invalid_request\"");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task RFC9110_15_5_6_Another_method_is_405(string method)
    {
        using var response = await SendAsync(new HttpMethod(method), Path, header: null);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_user_who_was_disabled_is_told_about_no_more()
    {
        await AuthorizeEndpoint.TestUsers.AddAsync(host.Database, "kate");
        var answer = await host.Tokens.SignInAndAuthorizeAsync("kate", Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, "openid");
        var token = (await host.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret)).GetProperty("access_token").GetString();
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'kate'""");

        using var response = await SendAsync(HttpMethod.Get, Path, "Bearer " + token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string ErrorOf(HttpResponseMessage response) => response.Headers.WwwAuthenticate.Single().ToString();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? header)
    {
        using var request = new HttpRequestMessage(method, address);
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header);
        return await host.Client.SendAsync(request);
    }
}
