#nullable disable

using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>Helpers for a profile service.</summary>
public static class ProfileDataRequestContextExtensions
{
    /// <summary>Issues those of the claims that are of a requested type.</summary>
    public static void AddRequestedClaims(this ProfileDataRequestContext context, IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(claims);

        var requested = context.RequestedClaimTypes.ToHashSet(StringComparer.Ordinal);
        context.IssuedClaims.AddRange(claims.Where(claim => requested.Contains(claim.Type)));
    }
}
