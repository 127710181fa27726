using System.Security.Claims;

namespace IdentityEngine.ResponseHandling;

/// <summary>Turns the claims of a token into the members of an introspection response.</summary>
internal static class IntrospectionClaims
{
    /// <param name="claims">The claims of a token that is active.</param>
    /// <param name="visibleScopes">The scopes that the caller may see, or null for all.</param>
    public static Dictionary<string, object> ToEntries(IEnumerable<Claim> claims, ICollection<string>? visibleScopes)
    {
        var entries = new Dictionary<string, object>(16, StringComparer.Ordinal) { [OAuthParameters.Active] = true };
        string? scope = null;
        foreach (var claim in claims)
        {
            if (claim.Type == JwtClaimTypes.Scope)
            {
                if (visibleScopes is null || visibleScopes.Contains(claim.Value))
                {
                    scope = scope is null ? claim.Value : $"{scope} {claim.Value}";
                }
            }
            else if (claim.Type != OAuthParameters.Active)
            {
                ClaimEntries.Add(entries, claim);
            }
        }

        if (scope is not null)
        {
            entries[JwtClaimTypes.Scope] = scope;
        }

        return entries;
    }
}
