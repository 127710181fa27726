using System.Globalization;

namespace IdentityHost.Passport;

/// <summary>What Passport's answer says about a token, read from the claims that either engine's validator gives.</summary>
internal sealed class PassportToken
{
    // What the clocks of two nodes may differ by, so that a token is valid on every node as soon as it was issued.
    private const int ClockSkewSeconds = 5;

    public PassportToken(TokenValidationResult validation)
    {
        var claims = validation.Claims.ToLookup(c => c.Type, c => c.Value, StringComparer.Ordinal);
        var reference = validation.ReferenceToken;
        var created = reference is null ? (long?)null : UnixSeconds(reference.CreationTime);

        ClientId = claims["client_id"].FirstOrDefault() ?? reference?.ClientId;
        Subject = claims["sub"].FirstOrDefault();
        Scope = string.Join(' ', claims["scope"]);
        Id = claims["jti"].FirstOrDefault();
        var notBefore = Number(claims["nbf"]);
        IssuedAt = Number(claims["iat"]) ?? created ?? notBefore ?? 0;
        NotBefore = notBefore ?? IssuedAt;
        Expires = Number(claims["exp"]) ?? (created + reference?.Lifetime) ?? 0;
    }

    public string? ClientId { get; }

    public string? Subject { get; }

    public string Scope { get; }

    public string? Id { get; }

    /// <summary>Seconds since 1970, as the other two.</summary>
    public long IssuedAt { get; }

    public long NotBefore { get; }

    public long Expires { get; }

    /// <summary>Neither expired nor for later. (An engine may grant a clock skew of minutes; Passport knows none.)</summary>
    public bool IsValidAt(DateTimeOffset now) => Expires > now.ToUnixTimeSeconds() && NotBefore <= now.ToUnixTimeSeconds() + ClockSkewSeconds;

    private static long? Number(IEnumerable<string> values) =>
        long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long UnixSeconds(DateTime utc) => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToUnixTimeSeconds();
}
