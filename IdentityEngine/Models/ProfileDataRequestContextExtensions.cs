#nullable disable

using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>Helpers for a profile service.</summary>
public static class ProfileDataRequestContextExtensions
{
    /// <summary>Of these claims, those of a requested type.</summary>
    public static List<Claim> FilterClaims(this ProfileDataRequestContext context, IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(claims);

        var requested = context.RequestedClaimTypes.ToHashSet(StringComparer.Ordinal);
        return [.. claims.Where(claim => requested.Contains(claim.Type))];
    }

    /// <summary>Issues those of the claims that are of a requested type.</summary>
    public static void AddRequestedClaims(this ProfileDataRequestContext context, IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.IssuedClaims.AddRange(context.FilterClaims(claims));
    }
}
