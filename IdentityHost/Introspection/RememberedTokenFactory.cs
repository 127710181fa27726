using System.Globalization;
using IdentityHost.AccessTokens;
using IdentityHost.Memory;
using IdentityHost.RequestState;
using Microsoft.Extensions.Options;

namespace IdentityHost.Introspection;

/// <summary>Decides whether and how long a token can be remembered that was found active.</summary>
internal sealed class RememberedTokenFactory(IOptions<IdentityServerOptions> engine, TimeProvider clock)
{
    /// <summary>Characters. Longer ones are nobody's, or not worth the memory.</summary>
    internal const int LongestToken = 16 * 1024;

    // The key that signed it may be retired without anybody saying so.
    private static readonly TimeSpan LongestForJwt = TimeSpan.FromMinutes(1);

    /// <returns>Null if it can't be said how long it is active, or which announcement ends it.</returns>
    public RememberedToken? Create(TokenOfRequest presented, TokenValidationResult result, IntrospectionRequest request)
    {
        var isJwt = result.Jwt is not null;
        if (isJwt != presented.IsJwt || (!isJwt && presented.Grant is null))
            return null;
        var claims = RememberedClaims.Of(result.Claims!);
        if (Time(claims.Find("exp")) is not { } validUntil)
            return null;
        if (presented.Grant?.Expiration < validUntil)
            validUntil = presented.Grant.Expiration.Value;
        if (isJwt && clock.GetUtcNow() + LongestForJwt is var next && next < validUntil)
            validUntil = next;

        var session = claims.Find("sid");
        if (session is not null && IsTied(result.Client))
        {
            if (request.EndOfSession(session) is not { } end)
                return null;
            validUntil = end < validUntil ? end : validUntil;
        }

        var subject = TokenSubject.OfUser(result.Claims!);
        return new RememberedToken
        {
            Key = presented.Key,
            Subject = subject,
            UserName = subject is null ? null : request.FindUser(subject)?.UserName,
            SessionId = session,
            IsJwt = isJwt,
            JwtId = isJwt ? claims.Find("jti") : null,
            ValidFrom = Time(claims.Find("nbf")) ?? DateTimeOffset.MinValue,
            ValidUntil = validUntil,
            Claims = claims,
            ReferenceTokenId = result.ReferenceTokenId,
            Client = result.Client,
        };
    }

    // An engine that does not say whose token it is may have asked for the session.
    private bool IsTied(Client? client) =>
        client is null || (client.CoordinateLifetimeWithUserSession ?? engine.Value.Authentication.CoordinateClientLifetimesWithUserSession);

    private static DateTimeOffset? Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(time)
            : null;
}
