using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentityEngine.ResponseHandling;

/// <summary>Turns claims into the members of a JSON answer: several of one type become an array, numbers, truth values and JSON what they are.</summary>
internal static class ClaimEntries
{
    public static void Add(Dictionary<string, object> entries, Claim claim)
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
