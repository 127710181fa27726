using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Token = IdentityEngine.Models.Token;

namespace IdentityEngine.ResponseHandling;

/// <summary>Makes the tokens of a valid request (RFC 6749 5.1, OpenID Connect Core 3.1.3.3 and 12.2).</summary>
internal sealed class TokenResponseGenerator(ITokenService tokens, IRefreshTokenService refreshTokens, AccessTokenFactory accessTokens)
    : ITokenResponseGenerator
{
    public async Task<TokenResponse> ProcessAsync(TokenRequestValidationResult validationResult, CancellationToken ct)
    {
        var request = validationResult.ValidatedRequest;
        var creation = new TokenCreationRequest
        {
            Subject = request.Subject,
            ValidatedResources = request.ValidatedResources,
            ValidatedRequest = request,
            Description = request.AuthorizationCode?.Description ?? request.DeviceCode?.Description ?? request.RefreshToken?.Description,
        };
        var accessToken = FormerAccessToken(request) is { } former
            ? accessTokens.Renew(request, former)
            : await tokens.CreateAccessTokenAsync(creation, ct);
        var response = new TokenResponse
        {
            AccessToken = await tokens.CreateSecurityTokenAsync(accessToken, ct),
            AccessTokenType = OAuthParameters.Bearer,
            AccessTokenLifetime = request.AccessTokenLifetime,
            Scope = string.Join(' ', request.ValidatedResources.RawScopeValues),
            Custom = validationResult.CustomResponse ?? [],
        };
        if (IsOpenId(request))
        {
            creation.Nonce = request.AuthorizationCode?.Nonce;
            creation.StateHash = request.AuthorizationCode?.StateHash;
            creation.AccessTokenToHash = response.AccessToken;
            var identityToken = await tokens.CreateIdentityTokenAsync(creation, ct);
            response.IdentityToken = await tokens.CreateSecurityTokenAsync(identityToken, ct);
        }

        // Last, since it uses up the token that it replaces: if anything before fails, the client still has that one.
        response.RefreshToken = await MakeRefreshTokenAsync(request, accessToken, ct);
        return response;
    }

    /// <summary>The access token whose claims the new one takes over; null if the claims are looked up.</summary>
    private static Token? FormerAccessToken(ValidatedTokenRequest request) =>
        request.Client.UpdateAccessTokenClaimsOnRefresh ? null : request.RefreshToken?.GetAccessToken();

    private static bool IsOpenId(ValidatedTokenRequest request) =>
        request.Subject is not null
        && (request.AuthorizationCode?.IsOpenId
            ?? request.ValidatedResources.RawScopeValues.Contains(StandardScopes.OpenId, StringComparer.Ordinal));

    private async Task<string?> MakeRefreshTokenAsync(ValidatedTokenRequest request, Token accessToken, CancellationToken ct)
    {
        if (request.RefreshToken is { } used)
        {
            // RFC 6749 6: a request for fewer scopes narrows this access token only.
            var isWhole = used.AuthorizedScopes.All(request.ValidatedResources.RawScopeValues.Contains);
            var hasChanged = isWhole && request.Client.UpdateAccessTokenClaimsOnRefresh;
            if (hasChanged)
            {
                used.SetAccessToken(accessToken);
            }

            return await refreshTokens.UpdateRefreshTokenAsync(
                new RefreshTokenUpdateRequest
                {
                    Handle = request.RefreshTokenHandle!,
                    Client = request.Client,
                    RefreshToken = used,
                    MustUpdate = hasChanged,
                },
                ct);
        }

        if (request.Subject is null || !request.ValidatedResources.Resources.OfflineAccess)
        {
            return null;
        }

        return await refreshTokens.CreateRefreshTokenAsync(
            new RefreshTokenCreationRequest
            {
                Client = request.Client,
                Subject = request.Subject,
                Description = accessToken.Description,
                AuthorizedScopes = [.. request.ValidatedResources.RawScopeValues],
                AccessToken = accessToken,
            },
            ct);
    }
}
