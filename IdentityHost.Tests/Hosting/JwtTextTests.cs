using System.Net;
using System.Net.Http.Headers;
using IdentityHost.Hosting;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Hosting;

/// <summary>RFC 7515 2 and 3.1: a JWT has one text. Another that reads the same is no JWT.</summary>
public sealed class JwtTextTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("YQ.YWI.YWJj", true)]
    [InlineData("YQ.YWI.YWJjZA", true)]
    [InlineData("-_-_.-_-_.-_-_", true)]
    [InlineData("", false)]
    [InlineData("YQ", false)]
    [InlineData("YQ.YWI", false)]
    [InlineData("YQ.YWI.", false)]
    [InlineData(".YWI.YWJj", false)]
    [InlineData("YQ..YWJj", false)]
    [InlineData("YQ.YWI.YWJj.YQ", false)]
    [InlineData("YQ.YWI.YWJj.YQ.YQ", false)]
    [InlineData("YQ==.YWI.YWJj", false)]
    [InlineData("YQ.YWI=.YWJj", false)]
    [InlineData("YQ.YWI.YWJj=", false)]
    [InlineData("YR.YWI.YWJj", false)]
    [InlineData("YQ.YWJ.YWJj", false)]
    [InlineData("YQ.YWI.YWJjZB", false)]
    [InlineData("Y.YWI.YWJj", false)]
    [InlineData("YQ.YWI.YWJjZ", false)]
    [InlineData("YQ.YW+.YWJj", false)]
    [InlineData("YQ.YWI.YW/j", false)]
    [InlineData("YQ .YWI.YWJj", false)]
    [InlineData("YQ.YW\nI.YWJj", false)]
    public void A_text_is_that_of_a_signed_JWT(string text, bool expected) => JwtText.Is(text).ShouldBe(expected);

    [Theory]
    [InlineData("{0}=")]
    [InlineData("{0}==")]
    [InlineData("{0} ")]
    [InlineData("twin")]
    public async Task A_JWT_with_padding_or_other_trailing_bits_is_not_active_anywhere(string format)
    {
        var answer = await host.Tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.JwtAppId, Demo.JwtAppRedirectUri, "openid user.read");
        var tokens = await host.Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret);
        var jwt = tokens.GetProperty("access_token").GetString()!;
        var other = format == "twin" ? Twin(jwt) : string.Format(null, format, jwt);

        (await IsActiveAsync(jwt)).ShouldBeTrue();
        (await IsActiveAsync(other)).ShouldBeFalse();
        (await host.Tokens.IntrospectAsync(await host.Tokens.ResourceServerTokenAsync(), other)).GetProperty("active").GetBoolean().ShouldBeFalse();
        using var userInfo = await UserInfoAsync(other);
        userInfo.StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest);
        using var revocation = await host.Tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = other }, TokenClient.Basic(Demo.JwtAppId, Demo.JwtAppSecret));
        revocation.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await IsActiveAsync(jwt)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_signature_of_a_hint_counts_to_its_last_bit()
    {
        var answer = await host.Tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.JwtAppId, Demo.JwtAppRedirectUri, "openid");
        var hint = (await host.Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret)).GetProperty("id_token").GetString()!;

        (await PromptNoneAsync(hint)).ShouldContain("login_required");
        (await PromptNoneAsync(hint + "=")).ShouldNotContain("login_required");
    }

    /// <summary>The same bytes, in a text that a lenient reader takes.</summary>
    private static string Twin(string jwt)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return jwt[..^1] + Alphabet[Alphabet.IndexOf(jwt[^1], StringComparison.Ordinal) + 1];
    }

    private async Task<bool> IsActiveAsync(string token) =>
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean();

    private async Task<HttpResponseMessage> UserInfoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await host.Client.SendAsync(request);
    }

    /// <summary>Where nobody is signed in. A hint that is none is an error of its own.</summary>
    private async Task<string> PromptNoneAsync(string hint)
    {
        var url = Pkce.AuthorizeUrl("/connect/authorize", Demo.JwtAppId, Demo.JwtAppRedirectUri, "openid", Pkce.NewVerifier(), "s")
            + "&prompt=none&id_token_hint=" + Uri.EscapeDataString(hint);
        using var response = await host.Client.GetAsync(url);
        return response.Headers.Location?.ToString() ?? await response.Content.ReadAsStringAsync();
    }
}
