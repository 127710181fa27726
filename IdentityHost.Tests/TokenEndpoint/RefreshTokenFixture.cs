using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.StoredFormats;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>A host with clients that may have refresh tokens, and what a test does with them.</summary>
public sealed class RefreshTokenFixture : IAsyncLifetime
{
    /// <summary>Reference tokens; refresh tokens as the defaults are: good once, absolute lifetime.</summary>
    public const string ClientId = "refreshing";
    /// <summary>As the first, with JWTs.</summary>
    public const string JwtClientId = "refreshing-jwt";
    public const string OtherClientId = "refreshing-other";
    public const string PublicClientId = "refreshing-public";
    /// <summary>May have no refresh token.</summary>
    public const string OnlineClientId = "online";

    private static readonly string[] Scopes = ["openid", "profile", "messages.read", "user.read"];

    public HostFixture Host { get; } = new();

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        await AddClientAsync(ClientId);
        await AddClientAsync(JwtClientId, new { AllowOfflineAccess = true, AccessTokenType = 0 });
        await AddClientAsync(OtherClientId);
        await AddClientAsync(OnlineClientId, new { AllowOfflineAccess = false });
        await Host.Database.AddClientAsync(
            PublicClientId,
            new { AllowOfflineAccess = true, RequireClientSecret = false },
            grants: ["authorization_code"],
            scopes: Scopes,
            secrets: []);
    }

    public Task DisposeAsync() => Host.DisposeAsync();

    public Task AddClientAsync(string clientId, object? columns = null) => Host.Database.AddClientAsync(
        clientId, columns ?? new { AllowOfflineAccess = true }, grants: ["authorization_code"], scopes: Scopes);

    /// <summary>Alice's code for a client, with everything it may have.</summary>
    public Task<string> StoreCodeAsync(string clientId = ClientId, Action<AuthorizationCode>? change = null) =>
        Host.StoreCodeAsync(clientId, code =>
        {
            code.IsOpenId = true;
            code.Nonce = "nonce-1";
            code.RequestedScopes = ["openid", "messages.read", "user.read", "offline_access"];
            change?.Invoke(code);
        });

    public Task<HttpResponseMessage> PostCodeAsync(string code, string clientId = ClientId) =>
        Host.PostAsync(Requests.TokenPath, StoredGrants.CodeForm(code), TokenClient.Basic(clientId, TestClients.Secret));

    /// <summary>The answer to a code of alice's.</summary>
    public async Task<Issued> SignInAsync(string clientId = ClientId, Action<AuthorizationCode>? change = null)
    {
        using var response = await PostCodeAsync(await StoreCodeAsync(clientId, change), clientId);
        return new Issued(await TokenClient.ReadAsync(response));
    }

    public Task<HttpResponseMessage> PostRefreshAsync(string refreshToken, string clientId = ClientId, string? scope = null)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken };
        if (scope is not null)
            form["scope"] = scope;
        return Host.PostAsync(Requests.TokenPath, form, TokenClient.Basic(clientId, TestClients.Secret));
    }

    public async Task<Issued> RefreshAsync(string refreshToken, string clientId = ClientId, string? scope = null)
    {
        using var response = await PostRefreshAsync(refreshToken, clientId, scope);
        return new Issued(await TokenClient.ReadAsync(response));
    }

    public async Task ShouldBeRefusedAsync(string refreshToken, string clientId = ClientId)
    {
        using var response = await PostRefreshAsync(refreshToken, clientId);
        await response.ShouldBeErrorAsync(System.Net.HttpStatusCode.BadRequest, "invalid_grant");
    }

    /// <summary>Whether an access token is active, as the API sees it.</summary>
    public async Task<bool> IsActiveAsync(string accessToken) =>
        (await Host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, accessToken)).GetProperty("active").GetBoolean();

    /// <summary>Changes a stored refresh token, as if it had been stored otherwise.</summary>
    public async Task ChangeAsync(string refreshToken, Action<RefreshToken> change)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var serializer = scope.ServiceProvider.GetRequiredService<IPersistentGrantSerializer>();
        var key = StoredGrant.Key(refreshToken, "refresh_token");
        var token = serializer.Deserialize<RefreshToken>(
            (await Host.Database.ScalarAsync<string>("""SELECT "Data" FROM "PersistedGrants" WHERE "Key" = $1""", key))!);
        change(token);
        await Host.Database.ExecuteAsync(
            """UPDATE "PersistedGrants" SET "Data" = $2, "CreationTime" = $3, "Expiration" = $4 WHERE "Key" = $1""",
            key, serializer.Serialize(token), token.CreationTime, token.CreationTime.AddSeconds(token.Lifetime));
    }

    public Task<DateTime> ExpirationAsync(string refreshToken) => Host.Database.ScalarAsync<DateTime>(
        """SELECT "Expiration" FROM "PersistedGrants" WHERE "Key" = $1""", StoredGrant.Key(refreshToken, "refresh_token"));
}

/// <summary>An answer of the token endpoint.</summary>
public sealed record Issued(JsonElement Json)
{
    public string AccessToken => Json.GetProperty("access_token").GetString()!;
    public string RefreshToken => Json.GetProperty("refresh_token").GetString()!;
    public string IdentityToken => Json.GetProperty("id_token").GetString()!;
    public string[] Scopes => Json.GetProperty("scope").GetString()!.Split(' ');
}
