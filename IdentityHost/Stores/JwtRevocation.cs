using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shared;

namespace IdentityHost.Stores;

/// <summary>Remembers which JWT access tokens were revoked.</summary>
internal sealed class JwtRevocation(IKeyMaterialService keys, RevokedTokenIds revoked)
{
    /// <summary>Revokes one that is active.</summary>
    internal Task RevokeAsync(string id, DateTime expiration, CancellationToken ct) => revoked.AddAsync(id, expiration, ct);

    /// <summary>
    /// Revokes one that is not active here and now: its user is disabled, and may be enabled again; its time is over by the clock of this node,
    /// and not by another's; it was issued under another address of this server. A key of ours has to have signed it, so it says the truth about
    /// whose it is.
    /// </summary>
    /// <returns>False if it is none of this client's.</returns>
    internal async Task<bool> RevokeInactiveAsync(string jwt, string clientId, CancellationToken ct)
    {
        if (!CompactJws.Is(jwt))
            return false;
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKeys = (await keys.GetValidationKeysAsync(ct)).Select(key => key.Key),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(jwt, parameters);
        if (result is not { IsValid: true, SecurityToken: JsonWebToken { Id.Length: > 0 } token }
            || !token.TryGetPayloadValue("client_id", out string? owner) || owner != clientId)
            return false;
        await RevokeAsync(token.Id, token.ValidTo, ct);
        return true;
    }
}
