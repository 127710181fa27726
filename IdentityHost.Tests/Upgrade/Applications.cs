using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>What the demonstration's applications ask of a host.</summary>
internal static class Applications
{
    /// <summary>A code for the JWT app, which has refresh tokens; alice signs in if she is not.</summary>
    public static Task<AuthorizationAnswer> SignInAsync(Browser browser) =>
        TokenClient.SignInAndAuthorizeAsync(
            browser, Demo.User, Demo.Password, Demo.JwtAppId, Demo.JwtAppRedirectUri, DemoClients.JwtApp.Scopes);

    public static Task<HttpResponseMessage> PostRefreshAsync(this RunningHost host, string refreshToken) =>
        host.Tokens.PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken },
            TokenClient.Basic(Demo.JwtAppId, Demo.JwtAppSecret));

    public static async Task<JsonElement> RefreshAsync(this RunningHost host, string refreshToken)
    {
        using var response = await host.PostRefreshAsync(refreshToken);
        return await TokenClient.ReadAsync(response);
    }

    public static async Task RevokeAsync(this RunningHost host, string token, string clientId, string secret)
    {
        using var response = await host.Tokens.PostFormAsync("/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(clientId, secret));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>As the demonstration's API sees it.</summary>
    public static async Task<bool> IsActiveAsync(this RunningHost host, string token) =>
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean();

    /// <summary>Asks until the host has it in memory, if it remembers anything.</summary>
    public static async Task ShouldKnowAsync(this RunningHost host, string token)
    {
        for (var i = 0; i < 3; i++)
            (await host.IsActiveAsync(token)).ShouldBeTrue();
    }

    public static Task<string> ReadKeysAsync(this RunningHost host) => host.Client.GetStringAsync("/.well-known/openid-configuration/jwks");
}
