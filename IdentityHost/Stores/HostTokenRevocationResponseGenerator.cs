using System.Globalization;
using IdentityHost.Coherence;
using IdentityHost.Outcomes;

namespace IdentityHost.Stores;

/// <summary>
/// Revokes tokens (RFC 7009 2.1): a reference token is removed, a JWT's id is remembered, and with a refresh token goes everything that
/// came of the same authorization. An unknown token is no error; another client's is refused, and that client is told so.
/// </summary>
internal sealed class HostTokenRevocationResponseGenerator(
    ReferenceTokenRevocation referenceTokens,
    IRefreshTokenStore refreshTokens,
    GrantFamilies families,
    ITokenValidator validator,
    JwtRevocation jwts,
    RevocationBarrier barrier,
    ILogger<HostTokenRevocationResponseGenerator> logger) : ITokenRevocationResponseGenerator
{
    private const string AccessToken = "access_token";
    private const string RefreshToken = "refresh_token";

    public async Task<TokenRevocationResponse> ProcessAsync(TokenRevocationRequestValidationResult validationResult, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(validationResult);
        var answer = await RevokeAsync(validationResult, ct);
        // Whatever was found: an earlier try may have revoked it and died before it could wait.
        await barrier.AccessRevokedAsync();
        return answer;
    }

    private async Task<TokenRevocationResponse> RevokeAsync(TokenRevocationRequestValidationResult validationResult, CancellationToken ct)
    {
        var (token, client) = (validationResult.Token, validationResult.Client.ClientId);
        if (token.Contains('.', StringComparison.Ordinal))
            return await RevokeJwtAsync(token, client, ct) ?? new();

        return validationResult.TokenTypeHint == RefreshToken
            ? await RevokeRefreshTokenAsync(token, client, ct) ?? await RevokeReferenceTokenAsync(token, client, ct) ?? new()
            : await RevokeReferenceTokenAsync(token, client, ct) ?? await RevokeRefreshTokenAsync(token, client, ct) ?? new();
    }

    // Each of them returns null for a token that is not there.
    private async Task<TokenRevocationResponse?> RevokeReferenceTokenAsync(string handle, string client, CancellationToken ct)
    {
        if (await referenceTokens.FindClientIdAsync(handle, ct) is not { } owner)
            return null;
        if (owner != client)
            return Refuse(client);
        await referenceTokens.RevokeAsync(handle, ct);
        return Revoked(AccessToken);
    }

    private async Task<TokenRevocationResponse?> RevokeRefreshTokenAsync(string handle, string client, CancellationToken ct)
    {
        if (await refreshTokens.GetRefreshTokenAsync(handle, ct) is not { } token)
            return null;
        if (token.ClientId != client)
            return Refuse(client);
        await families.RevokeOfMemberAsync(RefreshTokenStore.Key(handle), ct);
        // One that another engine issued has no family until it is used.
        await refreshTokens.RemoveRefreshTokenAsync(handle, ct);
        return Revoked(RefreshToken);
    }

    private async Task<TokenRevocationResponse?> RevokeJwtAsync(string jwt, string client, CancellationToken ct)
    {
        var token = await validator.ValidateAccessTokenAsync(jwt, null, ct);
        if (token.IsError)
            return await jwts.RevokeInactiveAsync(jwt, client, ct) ? Revoked(AccessToken) : null;
        if (Value(token, "client_id") != client)
            return Refuse(client);
        // Without an id there is nothing to remember it by, and to acknowledge would be a lie.
        if (Value(token, "jti") is not { } id || !long.TryParse(Value(token, "exp"), CultureInfo.InvariantCulture, out var expires))
            return new TokenRevocationResponse { Error = ProtocolErrors.UnsupportedTokenType };
        await jwts.RevokeAsync(id, DateTimeOffset.FromUnixTimeSeconds(expires).UtcDateTime, ct);
        return Revoked(AccessToken);
    }

    private TokenRevocationResponse Refuse(string client)
    {
        logger.ForeignTokenNotRevoked(client);
        return new TokenRevocationResponse { Error = ProtocolErrors.InvalidGrant };
    }

    private static TokenRevocationResponse Revoked(string type) => new() { Success = true, TokenType = type };

    private static string? Value(TokenValidationResult token, string type) => token.Claims!.FirstOrDefault(claim => claim.Type == type)?.Value;
}
