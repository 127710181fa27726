using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.WalkThrough;

/// <summary>The demonstration's app with JWTs, from alice's sign-in through refreshes to the revocation of all that came of it.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RefreshWalkThroughTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/oauth/token")]
    public async Task Alice_signs_in_once_and_the_app_refreshes_until_it_revokes(string tokenPath)
    {
        var answer = await host.Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.JwtAppId, Demo.JwtAppRedirectUri, "openid user.read offline_access");
        var tokens = await host.Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret);
        var caller = await host.Tokens.ResourceServerTokenAsync();
        var issued = new List<string> { tokens.GetProperty("access_token").GetString()! };
        for (var i = 0; i < 3; i++)
        {
            tokens = await TokenClient.ReadAsync(await RefreshAsync(tokenPath, tokens.GetProperty("refresh_token").GetString()!));
            issued.Add(tokens.GetProperty("access_token").GetString()!);
        }

        foreach (var token in issued)
        {
            var seen = await host.Tokens.IntrospectAsync(caller, token);
            seen.GetProperty("active").GetBoolean().ShouldBeTrue();
            seen.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
        }

        var last = tokens.GetProperty("refresh_token").GetString()!;
        using var revoked = await host.Tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = last }, TokenClient.Basic(Demo.JwtAppId, Demo.JwtAppSecret));
        revoked.StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (var token in issued)
            (await host.Tokens.IntrospectAsync(caller, token)).GetRawText().ShouldBe("""{"active":false}""");
        using var refused = await RefreshAsync(tokenPath, last);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString().ShouldBe("invalid_grant");
    }

    private Task<HttpResponseMessage> RefreshAsync(string path, string refreshToken) => host.Tokens.PostFormAsync(
        path,
        new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken },
        TokenClient.Basic(Demo.JwtAppId, Demo.JwtAppSecret));
}
