using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

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
                Add(entries, claim);
            }
        }

        if (scope is not null)
        {
            entries[JwtClaimTypes.Scope] = scope;
        }

        return entries;
    }

    private static void Add(Dictionary<string, object> entries, Claim claim)
    {
        var value = ToValue(claim);
        if (!entries.TryGetValue(claim.Type, out var present))
        {
            // RFC 8176: amr is an array, even of one.
            entries[claim.Type] = claim.Type == JwtClaimTypes.AuthenticationMethod ? new List<object> { value } : value;
        }
        else if (present is List<object> several)
        {
            if (!several.Contains(value))
            {
                several.Add(value);
            }
        }
        else if (!present.Equals(value))
        {
            entries[claim.Type] = new List<object> { present, value };
        }
    }

    private static object ToValue(Claim claim)
    {
        switch (claim.ValueType)
        {
            case ClaimValueTypes.Integer or ClaimValueTypes.Integer32 or ClaimValueTypes.Integer64
                when long.TryParse(claim.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return number;
            case ClaimValueTypes.Double
                when double.TryParse(claim.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real):
                return real;
            case ClaimValueTypes.Boolean when bool.TryParse(claim.Value, out var truth):
                return truth;
            case JsonClaimValueTypes.Json or JsonClaimValueTypes.JsonArray or "json":
                return ParseJson(claim.Value);
            default:
                return claim.Value;
        }
    }

    private static object ParseJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
