using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Services.KeyManagement;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shared;

namespace IdentityEngine.Validation;

/// <summary>
/// Validates a JWT of our own (RFC 9068 4, RFC 8725): a key of ours by its kid, that key's algorithm and no other, our
/// issuer, the type, and its time. It asks no store but that of the keys.
/// </summary>
internal sealed class SelfIssuedJwtValidator(
    IKeyMaterialService keys,
    SigningKeyCache cache,
    IIssuerNameService issuerNames,
    IdentityServerOptions options,
    TimeProvider time)
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <param name="token">What the caller presented; its length has been checked.</param>
    /// <param name="type">The value that the header typ must have.</param>
    /// <param name="ct">Cancels the look-up of the keys.</param>
    /// <param name="evenExpired">Whether its time may be over.</param>
    /// <returns>The token, or which of <see cref="InactiveReasons"/> it is that it is not a valid one of ours.</returns>
    public async Task<(JsonWebToken? Token, string? Reason)> ValidateAsync(string token, string type, CancellationToken ct, bool evenExpired = false)
    {
        if (Read(token) is not { Kid.Length: > 0, IsEncrypted: false } jwt)
        {
            return (null, InactiveReasons.Malformed);
        }

        var key = await FindKeyAsync(jwt.Kid, ct);
        if (key is null && cache.ExpireForUnknownKey())
        {
            key = await FindKeyAsync(jwt.Kid, ct);
        }

        if (key is null)
        {
            return (null, InactiveReasons.UnknownKey);
        }

        var parameters = new TokenValidationParameters
        {
            ValidIssuer = await issuerNames.GetCurrentAsync(ct),
            IssuerSigningKey = key.Key,
            ValidAlgorithms = [key.SigningAlgorithm],
            ValidTypes = [type],
            // Whom it is for is the business of the API; here it is asked whether it is ours and alive.
            ValidateAudience = false,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (notBefore, expires, _, _) => evenExpired || IsCurrent(notBefore, expires),
        };
        var result = await Handler.ValidateTokenAsync(jwt, parameters);
        return result.IsValid ? (jwt, null) : (null, ReasonOf(result.Exception, jwt));
    }

    /// <summary>The signature is looked at before all else, so what the others say of the token is true.</summary>
    private string ReasonOf(Exception? exception, JsonWebToken jwt) => exception switch
    {
        SecurityTokenInvalidLifetimeException => time.GetUtcNow().UtcDateTime < jwt.ValidFrom ? InactiveReasons.NotYetValid : InactiveReasons.Expired,
        SecurityTokenInvalidIssuerException => InactiveReasons.WrongIssuer,
        SecurityTokenInvalidTypeException => InactiveReasons.WrongType,
        _ => InactiveReasons.BadSignature,
    };

    private async Task<SecurityKeyInfo?> FindKeyAsync(string kid, CancellationToken ct)
    {
        foreach (var candidate in await keys.GetValidationKeysAsync(ct))
        {
            if (string.Equals(candidate.Key.KeyId, kid, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return null;
    }

    private static JsonWebToken? Read(string token)
    {
        if (!MayBeJwt(token))
        {
            return null;
        }

        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Spares the reader's exceptions, which are dear, for what is anything but a JWT: RFC 7515 3.1.</summary>
    private static bool MayBeJwt(ReadOnlySpan<char> token) => token.StartsWith("ey", StringComparison.Ordinal) && CompactJws.Is(token);

    /// <summary>No skew for exp, as for reference tokens; for nbf the clocks of the nodes may differ a little.</summary>
    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is not null
            && now < expires
            && (notBefore is null || notBefore <= now + options.JwtValidationClockSkew);
    }
}
