using IdentityEngine.Models;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.ResponseHandling;

/// <summary>
/// Revokes a token (RFC 7009 2.1, 2.2). An unknown token is no error; another client's token is refused; a valid JWT is refused too,
/// since it would stay alive after an acknowledgement.
/// </summary>
internal sealed class TokenRevocationResponseGenerator(
    IReferenceTokenStore referenceTokens,
    IRefreshTokenStore refreshTokens,
    ITokenValidator tokens,
    ILogger<TokenRevocationResponseGenerator> logger) : ITokenRevocationResponseGenerator
{
    public async Task<TokenRevocationResponse> ProcessAsync(
        TokenRevocationRequestValidationResult validationResult, CancellationToken ct)
    {
        var (token, client) = (validationResult.Token, validationResult.Client);
        if (token.Contains('.', StringComparison.Ordinal))
        {
            return new TokenRevocationResponse { Error = await RefuseJwtAsync(token, client, ct) };
        }

        return validationResult.TokenTypeHint == OAuthParameters.RefreshToken
            ? await RevokeRefreshTokenAsync(token, client, ct) ?? await RevokeReferenceTokenAsync(token, client, ct) ?? new()
            : await RevokeReferenceTokenAsync(token, client, ct) ?? await RevokeRefreshTokenAsync(token, client, ct) ?? new();
    }

    /// <summary>Null: there is no such token.</summary>
    private async Task<TokenRevocationResponse?> RevokeReferenceTokenAsync(string handle, Client client, CancellationToken ct)
    {
        var token = await referenceTokens.GetReferenceTokenAsync(handle, ct);
        if (token is null)
        {
            return null;
        }

        if (!IsOwner(client, token.ClientId))
        {
            return new TokenRevocationResponse { Error = OAuthErrors.InvalidGrant };
        }

        await referenceTokens.RemoveReferenceTokenAsync(handle, ct);
        return new TokenRevocationResponse { Success = true, TokenType = OAuthParameters.AccessToken };
    }

    /// <summary>RFC 7009 2.1: the access tokens of the same authorization go with it.</summary>
    private async Task<TokenRevocationResponse?> RevokeRefreshTokenAsync(string handle, Client client, CancellationToken ct)
    {
        var token = await refreshTokens.GetRefreshTokenAsync(handle, ct);
        if (token is null)
        {
            return null;
        }

        if (!IsOwner(client, token.ClientId))
        {
            return new TokenRevocationResponse { Error = OAuthErrors.InvalidGrant };
        }

        await refreshTokens.RemoveRefreshTokenAsync(handle, ct);
        await referenceTokens.RemoveReferenceTokensAsync(token.SubjectId!, token.ClientId, token.SessionId, ct);
        return new TokenRevocationResponse { Success = true, TokenType = OAuthParameters.RefreshToken };
    }

    private async Task<string?> RefuseJwtAsync(string jwt, Client client, CancellationToken ct)
    {
        var validated = await tokens.ValidateAccessTokenAsync(jwt, null, ct);
        if (validated.IsError)
        {
            return null;
        }

        return IsOwner(client, validated.Client!.ClientId) ? OAuthErrors.UnsupportedTokenType : OAuthErrors.InvalidGrant;
    }

    private bool IsOwner(Client client, string tokenClientId)
    {
        if (string.Equals(client.ClientId, tokenClientId, StringComparison.Ordinal))
        {
            return true;
        }

        Log.RevocationOfForeignToken(logger, client.ClientId);
        return false;
    }
}
