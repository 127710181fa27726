using IdentityEngine.Models;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.ResponseHandling;

/// <summary>
/// Revokes an access token (RFC 7009 2.1, 2.2). An unknown token is no error; another client's token is refused; a valid
/// JWT is refused too, since it would stay alive after an acknowledgement.
/// </summary>
internal sealed class TokenRevocationResponseGenerator(
    IReferenceTokenStore referenceTokens,
    ITokenValidator tokens,
    ILogger<TokenRevocationResponseGenerator> logger) : ITokenRevocationResponseGenerator
{
    public async Task<TokenRevocationResponse> ProcessAsync(
        TokenRevocationRequestValidationResult validationResult, CancellationToken ct)
    {
        var (revoked, error) = validationResult.Token.Contains('.', StringComparison.Ordinal)
            ? (false, await RefuseJwtAsync(validationResult.Token, validationResult.Client, ct))
            : await RevokeReferenceTokenAsync(validationResult.Token, validationResult.Client, ct);
        return new TokenRevocationResponse
        {
            Success = revoked,
            TokenType = revoked ? TokenTypes.AccessToken : null,
            Error = error,
        };
    }

    private async Task<(bool Revoked, string? Error)> RevokeReferenceTokenAsync(string handle, Client client, CancellationToken ct)
    {
        var token = await referenceTokens.GetReferenceTokenAsync(handle, ct);
        if (token is null)
        {
            return (false, null);
        }

        if (!IsOwner(client, token.ClientId))
        {
            return (false, OAuthErrors.InvalidGrant);
        }

        await referenceTokens.RemoveReferenceTokenAsync(handle, ct);
        return (true, null);
    }

    private async Task<string?> RefuseJwtAsync(string jwt, Client client, CancellationToken ct)
    {
        var validated = await tokens.ValidateAccessTokenAsync(jwt, null, ct);
        if (validated.IsError)
        {
            return null;
        }

        return IsOwner(client, validated.Client.ClientId) ? OAuthErrors.UnsupportedTokenType : OAuthErrors.InvalidGrant;
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
