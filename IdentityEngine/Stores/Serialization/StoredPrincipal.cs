using System.Security.Claims;

namespace IdentityEngine.Stores.Serialization;

/// <summary>A user as stored with a grant.</summary>
internal sealed class StoredPrincipal
{
    public string? AuthenticationType { get; init; }
    public required StoredClaim[] Claims { get; init; }

    internal static StoredPrincipal From(ClaimsPrincipal principal) => new()
    {
        AuthenticationType = principal.Identity?.AuthenticationType,
        Claims = [.. principal.Claims.Select(StoredClaim.From)],
    };

    internal ClaimsPrincipal ToPrincipal() =>
        new(new ClaimsIdentity(StoredClaim.ToClaims(Claims), AuthenticationType, JwtClaimTypes.Name, JwtClaimTypes.Role));
}
