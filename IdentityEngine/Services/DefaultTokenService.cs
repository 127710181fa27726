using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Services;

/// <summary>Makes access tokens (RFC 9068 2.2 names their claims) and ID tokens (OpenID Connect Core 2).</summary>
internal sealed class DefaultTokenService(
    IClaimsService claimsService,
    IReferenceTokenStore referenceTokens,
    ITokenCreationService jwts,
    IKeyMaterialService keys,
    AccessTokenFactory accessTokens,
    TimeProvider time) : ITokenService
{
    public async Task<Token> CreateAccessTokenAsync(TokenCreationRequest request, CancellationToken ct)
    {
        var validated = request.ValidatedRequest;
        var claims = new List<Claim>(
            await claimsService.GetAccessTokenClaimsAsync(request.Subject, request.ValidatedResources, validated, ct));
        if (request.Subject is not null && !string.IsNullOrEmpty(validated.SessionId))
        {
            claims.Add(new Claim(JwtClaimTypes.SessionId, validated.SessionId));
        }

        return accessTokens.Create(validated, request.ValidatedResources, claims, request.Description);
    }

    public async Task<Token> CreateIdentityTokenAsync(TokenCreationRequest request, CancellationToken ct)
    {
        var validated = request.ValidatedRequest;
        var client = validated.Client;
        var claims = new List<Claim>(
            await claimsService.GetIdentityTokenClaimsAsync(
                request.Subject, request.ValidatedResources, request.IncludeAllIdentityClaims, validated, ct));
        AddIfPresent(claims, JwtClaimTypes.Nonce, request.Nonce);
        AddIfPresent(claims, JwtClaimTypes.StateHash, request.StateHash);
        AddIfPresent(claims, JwtClaimTypes.SessionId, validated.SessionId);
        if (!string.IsNullOrEmpty(request.AccessTokenToHash) || !string.IsNullOrEmpty(request.AuthorizationCodeToHash))
        {
            var algorithm = (await keys.GetSigningCredentialsAsync(client.AllowedIdentityTokenSigningAlgorithms, ct)).Algorithm;
            AddIfPresent(claims, JwtClaimTypes.AccessTokenHash, LeftHalfHash(request.AccessTokenToHash, algorithm));
            AddIfPresent(claims, JwtClaimTypes.AuthorizationCodeHash, LeftHalfHash(request.AuthorizationCodeToHash, algorithm));
        }

        return new Token(TokenTypes.IdentityToken)
        {
            Issuer = validated.IssuerName,
            CreationTime = Now(),
            Lifetime = client.IdentityTokenLifetime,
            ClientId = client.ClientId,
            AccessTokenType = AccessTokenType.Jwt,
            Audiences = { client.ClientId },
            AllowedSigningAlgorithms = client.AllowedIdentityTokenSigningAlgorithms,
            Claims = claims,
        };
    }

    public Task<string> CreateSecurityTokenAsync(Token token, CancellationToken ct) =>
        token is { Type: TokenTypes.AccessToken, AccessTokenType: AccessTokenType.Reference }
            ? referenceTokens.StoreReferenceTokenAsync(token, ct)
            : jwts.CreateTokenAsync(token, ct);

    /// <summary>Whole seconds, since exp, iat and nbf are: the stored token then ends when its exp says.</summary>
    private DateTime Now() => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime;

    private static void AddIfPresent(List<Claim> claims, string type, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            claims.Add(new Claim(type, value));
        }
    }

    /// <summary>OpenID Connect Core 3.1.3.6 and 3.3.2.11: the left half of the hash that the signature's algorithm uses.</summary>
    private static string? LeftHalfHash(string? value, string algorithm)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var bytes = Encoding.ASCII.GetBytes(value);
        var hash = algorithm[^3..] switch
        {
            "384" => SHA384.HashData(bytes),
            "512" => SHA512.HashData(bytes),
            _ => SHA256.HashData(bytes),
        };
        return WebEncoders.Base64UrlEncode(hash.AsSpan(0, hash.Length / 2));
    }
}
