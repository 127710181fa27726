extern alias host;

using System.Net;
using System.Net.Http.Headers;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Sessions;
using CompactJws = host::Shared.CompactJws;

namespace IdentityHost.Tests.Http;

/// <summary>RFC 7515 2 and 3.1: a JWT has one text. Another that reads the same is no JWT.</summary>
public sealed class CompactJwsTests(HostFixture host) : IClassFixture<HostFixture>
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
    public void A_text_is_that_of_a_signed_JWT(string text, bool expected) => CompactJws.Is(text).ShouldBe(expected);

    [Theory]
    [InlineData("{0}=")]
    [InlineData("{0}==")]
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hint_with_padding_or_other_trailing_bits_signs_nobody_out(bool isPadded)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        var answer = await TokenClient.SignInAndAuthorizeAsync(
            browser, Demo.User, Demo.Password, Demo.JwtAppId, Demo.JwtAppRedirectUri, "openid");
        var hint = (await host.Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret)).GetProperty("id_token").GetString()!;

        await browser.GoAsync("/connect/endsession?id_token_hint=" + Uri.EscapeDataString(isPadded ? hint + "=" : Twin(hint)));
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        await browser.GoAsync("/connect/endsession?id_token_hint=" + hint);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
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
}
