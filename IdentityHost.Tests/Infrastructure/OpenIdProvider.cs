using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>What a client remembers of an authorization request until the answer comes.</summary>
internal sealed record PendingSignIn(RelyingClient Client, string Verifier, string Nonce);

/// <summary>A host as a client knows it: by its discovery document (OpenID Connect Discovery 1.0).</summary>
internal sealed class OpenIdProvider
{
    private readonly HttpClient _client;
    private readonly JsonElement _metadata;

    private OpenIdProvider(HttpClient client, JsonElement metadata)
    {
        _client = client;
        _metadata = metadata;
    }

    public string Issuer => _metadata.GetProperty("issuer").GetString()!;

    public string AuthorizationEndpoint => _metadata.GetProperty("authorization_endpoint").GetString()!;

    public string EndSessionEndpoint => _metadata.GetProperty("end_session_endpoint").GetString()!;

    public string CheckSessionFrame => _metadata.GetProperty("check_session_iframe").GetString()!;

    public static async Task<OpenIdProvider> DiscoverAsync(HttpClient client, Uri authority) =>
        new(client, await client.GetFromJsonAsync<JsonElement>(new Uri(authority, ".well-known/openid-configuration")));

    /// <summary>Redeems a code; fails with the answer if it is refused.</summary>
    public async Task<JsonElement> RedeemAsync(PendingSignIn pending, string code, string redirectUri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _metadata.GetProperty("token_endpoint").GetString())
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri),
                new("code_verifier", pending.Verifier),
            ]),
        };
        request.Headers.Authorization = TokenClient.Basic(pending.Client.Id, pending.Client.Secret);
        using var response = await _client.SendAsync(request, cancellationToken);
        return await TokenClient.ReadAsync(response);
    }

    /// <summary>The token, if signature, issuer, audience and lifetime are right; else it fails.</summary>
    public async Task<JsonWebToken> ValidateAsync(string token, IEnumerable<string> audiences)
    {
        var keys = new JsonWebKeySet(await _client.GetStringAsync(_metadata.GetProperty("jwks_uri").GetString()));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudiences = audiences,
            IssuerSigningKeys = keys.GetSigningKeys(),
            RequireExpirationTime = true,
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : throw result.Exception;
    }
}
