using System.Globalization;
using System.Security.Claims;
using IdentityHost.AccessTokens;

namespace IdentityHost.Memory;

/// <summary>What is said of a token, read from the claims that either engine's validator gives.</summary>
internal sealed class TokenSummary
{
    // What the clocks of two nodes may differ by, so that a token is valid on every node as soon as it was issued.
    private const int ClockSkewSeconds = 5;

    public TokenSummary(IEnumerable<Claim> claims, Token? reference)
    {
        var created = reference is null ? (long?)null : UnixSeconds(reference.CreationTime);
        long? issuedAt = null, notBefore = null, expires = null;
        string? subject = null;
        var signedIn = false;
        foreach (var claim in claims)
        {
            switch (claim.Type)
            {
                case "client_id":
                    ClientId ??= claim.Value;
                    break;
                case "sub":
                    subject ??= claim.Value;
                    break;
                case "scope":
                    Scope = Scope.Length == 0 ? claim.Value : $"{Scope} {claim.Value}";
                    break;
                case "jti":
                    Id ??= claim.Value;
                    break;
                case "iat":
                    issuedAt ??= Number(claim.Value);
                    break;
                case "nbf":
                    notBefore ??= Number(claim.Value);
                    break;
                case "exp":
                    expires ??= Number(claim.Value);
                    break;
                default:
                    signedIn |= TokenSubject.SaysSignedIn(claim.Type);
                    break;
            }
        }

        ClientId ??= reference?.ClientId;
        Subject = TokenSubject.IsOfUser(subject, ClientId, signedIn) ? subject : null;
        IssuedAt = issuedAt ?? created ?? notBefore ?? 0;
        NotBefore = notBefore ?? IssuedAt;
        Expires = expires ?? (created + reference?.Lifetime) ?? 0;
    }

    public string? ClientId { get; }

    /// <summary>The user; null for a token that a client got for itself.</summary>
    public string? Subject { get; }

    public string Scope { get; } = "";

    public string? Id { get; }

    /// <summary>Seconds since 1970, as the other two.</summary>
    public long IssuedAt { get; }

    public long NotBefore { get; }

    public long Expires { get; }

    public static TokenSummary Of(TokenValidationResult validation) =>
        validation.Claims is RememberedClaims remembered ? remembered.Summary : new TokenSummary(validation.Claims!, validation.ReferenceToken);

    /// <summary>Neither expired nor for later. (An engine may grant a clock skew of minutes; Passport knows none.)</summary>
    public bool IsValidAt(DateTimeOffset now) => !HasExpiredAt(now) && NotBefore <= now.ToUnixTimeSeconds() + ClockSkewSeconds;

    public bool HasExpiredAt(DateTimeOffset now) => Expires <= now.ToUnixTimeSeconds();

    private static long? Number(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long UnixSeconds(DateTime utc) => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToUnixTimeSeconds();
}
