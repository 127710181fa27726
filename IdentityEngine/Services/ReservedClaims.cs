using System.Collections.Frozen;

namespace IdentityEngine.Services;

/// <summary>Claims that the protocol sets: neither a profile service nor a client's settings can write them.</summary>
internal static class ReservedClaims
{
    private static readonly FrozenSet<string> Names = new[]
    {
        JwtClaimTypes.Issuer, JwtClaimTypes.Subject, JwtClaimTypes.Audience, JwtClaimTypes.Expiration, JwtClaimTypes.NotBefore,
        JwtClaimTypes.IssuedAt, JwtClaimTypes.JwtId, JwtClaimTypes.ClientId, JwtClaimTypes.Scope, JwtClaimTypes.SessionId,
        JwtClaimTypes.Nonce, JwtClaimTypes.AccessTokenHash, JwtClaimTypes.AuthorizationCodeHash, JwtClaimTypes.StateHash,
        JwtClaimTypes.AuthenticationTime, JwtClaimTypes.AuthenticationMethod, JwtClaimTypes.IdentityProvider,
        JwtClaimTypes.Confirmation, JwtClaimTypes.Events, "azp", "active", "token_type",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string type) => Names.Contains(type);
}
