using System.Buffers;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>The claims set of a JWT. What the token itself says (issuer, audience, times, confirmation) no claim can overwrite.</summary>
internal static class JwtPayload
{
    internal static string Write(Token token, bool scopesAsOneString)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteToken(json, token);

            foreach (var claims in token.Claims.Where(claim => !IsSetByToken(claim.Type)).GroupBy(claim => claim.Type, StringComparer.Ordinal))
                WriteClaims(json, claims.Key, [.. claims], scopesAsOneString);

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteToken(Utf8JsonWriter json, Token token)
    {
        var issuedAt = new DateTimeOffset(DateTime.SpecifyKind(token.CreationTime, DateTimeKind.Utc)).ToUnixTimeSeconds();

        json.WriteString(JwtClaimTypes.Issuer, token.Issuer);
        json.WriteNumber(JwtClaimTypes.NotBefore, issuedAt);
        json.WriteNumber(JwtClaimTypes.IssuedAt, issuedAt);
        json.WriteNumber(JwtClaimTypes.Expiration, issuedAt + token.Lifetime);

        if (token.Audiences.Count == 1)
            json.WriteString(JwtClaimTypes.Audience, token.Audiences.First());
        else if (token.Audiences.Count > 1)
            WriteStrings(json, JwtClaimTypes.Audience, token.Audiences);

        if (!string.IsNullOrEmpty(token.Confirmation))
        {
            json.WritePropertyName(JwtClaimTypes.Confirmation);
            json.WriteRawValue(token.Confirmation);
        }
    }

    private static void WriteClaims(Utf8JsonWriter json, string type, IReadOnlyList<Claim> claims, bool scopesAsOneString)
    {
        switch (type)
        {
            case JwtClaimTypes.Scope when scopesAsOneString:
                json.WriteString(type, string.Join(' ', claims.Select(claim => claim.Value)));
                break;
            case JwtClaimTypes.Scope or JwtClaimTypes.AuthenticationMethod:
                WriteStrings(json, type, claims.Select(claim => claim.Value));
                break;
            default:
                json.WritePropertyName(type);
                WriteValues(json, claims);
                break;
        }
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<Claim> claims)
    {
        if (claims.Count == 1)
        {
            WriteValue(json, claims[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var claim in claims)
            WriteValue(json, claim);
        json.WriteEndArray();
    }

    /// <summary>As a number, a truth value or JSON, if the claim says so and its value is one; else as a string.</summary>
    private static void WriteValue(Utf8JsonWriter json, Claim claim)
    {
        switch (claim.ValueType)
        {
            case ClaimValueTypes.Integer or ClaimValueTypes.Integer32 or ClaimValueTypes.Integer64
                when long.TryParse(claim.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                json.WriteNumberValue(number);
                break;
            case ClaimValueTypes.UInteger32 or ClaimValueTypes.UInteger64
                when ulong.TryParse(claim.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                json.WriteNumberValue(number);
                break;
            case ClaimValueTypes.Double
                when double.TryParse(claim.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case ClaimValueTypes.Boolean when bool.TryParse(claim.Value, out var truth):
                json.WriteBooleanValue(truth);
                break;
            case "json" or "JSON" or "JSON_ARRAY" when TryParse(claim.Value) is { } document:
                using (document)
                    document.WriteTo(json);
                break;
            default:
                json.WriteStringValue(claim.Value);
                break;
        }
    }

    private static JsonDocument? TryParse(string value)
    {
        try
        {
            return JsonDocument.Parse(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSetByToken(string type) => type
        is JwtClaimTypes.Issuer or JwtClaimTypes.NotBefore or JwtClaimTypes.IssuedAt or JwtClaimTypes.Expiration
        or JwtClaimTypes.Audience or JwtClaimTypes.Confirmation;
}
