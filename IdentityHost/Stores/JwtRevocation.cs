using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentityHost.Stores;

/// <summary>Remembers which JWT access tokens were revoked.</summary>
internal sealed class JwtRevocation(IKeyMaterialService keys, RevokedTokenIds revoked)
{
    /// <summary>Revokes one that is active.</summary>
    internal Task RevokeAsync(string id, DateTime expiration, CancellationToken ct) => revoked.AddAsync(id, expiration, ct);

    /// <summary>
    /// Revokes one that is not active now, because its user is disabled, say: if they are enabled again, what was revoked must not be active
    /// again. A key of ours has to have signed it, and the lineage knows to whom it was issued.
    /// </summary>
    /// <returns>False if it is none of this client's.</returns>
    internal async Task<bool> RevokeInactiveAsync(string jwt, string clientId, CancellationToken ct)
    {
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKeys = (await keys.GetValidationKeysAsync(ct)).Select(key => key.Key),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(jwt, parameters);
        return result is { IsValid: true, SecurityToken: JsonWebToken { Id.Length: > 0 } token }
            && await revoked.AddIssuedAsync(token.Id, clientId, ct);
    }
}
