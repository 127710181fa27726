using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>Makes the tokens of a valid request (RFC 6749 5.1, OpenID Connect Core 3.1.3.3).</summary>
internal sealed class TokenResponseGenerator(ITokenService tokens) : ITokenResponseGenerator
{
    public async Task<TokenResponse> ProcessAsync(TokenRequestValidationResult validationResult, CancellationToken ct)
    {
        var request = validationResult.ValidatedRequest;
        var creation = new TokenCreationRequest
        {
            Subject = request.Subject,
            ValidatedResources = request.ValidatedResources,
            ValidatedRequest = request,
            Description = request.AuthorizationCode?.Description,
        };
        var accessToken = await tokens.CreateAccessTokenAsync(creation, ct);
        var response = new TokenResponse
        {
            AccessToken = await tokens.CreateSecurityTokenAsync(accessToken, ct),
            AccessTokenType = OAuthParameters.Bearer,
            AccessTokenLifetime = request.AccessTokenLifetime,
            Scope = string.Join(' ', request.ValidatedResources.RawScopeValues),
            Custom = validationResult.CustomResponse,
        };
        if (request.AuthorizationCode is { IsOpenId: true } code)
        {
            creation.Nonce = code.Nonce;
            creation.StateHash = code.StateHash;
            creation.AccessTokenToHash = response.AccessToken;
            var identityToken = await tokens.CreateIdentityTokenAsync(creation, ct);
            response.IdentityToken = await tokens.CreateSecurityTokenAsync(identityToken, ct);
        }

        return response;
    }
}
