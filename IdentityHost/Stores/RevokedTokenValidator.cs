using IdentityHost.Outcomes;
using Shared;

namespace IdentityHost.Stores;

/// <summary>A JWT whose id was revoked is not active, wherever it is presented.</summary>
internal sealed class RevokedTokenValidator(RevokedTokenIds revoked) : ICustomTokenValidator
{
    public async Task<TokenValidationResult> ValidateAccessTokenAsync(TokenValidationResult result, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(result);
        var isRevoked = !result.IsError && result.Jwt is not null
            && result.Claims!.FirstOrDefault(claim => claim.Type == "jti") is { } id
            && await revoked.ContainsAsync(id.Value, ct);
        return isRevoked
            ? new TokenValidationResult { IsError = true, Error = ProtocolErrors.InvalidToken, ErrorDescription = InactiveReasons.Revoked }
            : result;
    }

    public Task<TokenValidationResult> ValidateIdentityTokenAsync(TokenValidationResult result, CancellationToken ct) => Task.FromResult(result);
}
