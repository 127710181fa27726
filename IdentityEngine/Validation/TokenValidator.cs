using System.Globalization;
using System.Security.Claims;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.IdentityModel.JsonWebTokens;
using Shared;
using Token = IdentityEngine.Models.Token;

namespace IdentityEngine.Validation;

/// <summary>
/// Tells whether an access token is alive: found (a reference token) or signed by us (a JWT), in its time, of a client that
/// is enabled and a user who is active. A store that cannot answer throws; that is never "not valid". Why a token is not valid
/// stands in the result as one of <see cref="InactiveReasons"/>.
/// </summary>
internal sealed class TokenValidator(
    IReferenceTokenStore referenceTokens,
    IClientStore clients,
    IProfileService profile,
    SelfIssuedJwtValidator jwts,
    ISessionCoordinationService sessions,
    IdentityServerOptions options,
    TimeProvider time,
    ICustomTokenValidator? custom = null) : ITokenValidator
{
    private const string IdentityTokenType = "JWT";
    private const string SubjectAuthenticationType = "IdentityEngine.TokenValidation";

    public async Task<TokenValidationResult> ValidateAccessTokenAsync(string token, string? expectedScope, CancellationToken ct)
    {
        var result = await FindAsync(token, ct);
        if (result.IsError)
        {
            return result;
        }

        if ((await WhyClientOrUserIsInactiveAsync(result, ct) ?? await WhySessionIsOverAsync(result, ct)) is { } reason)
        {
            return Invalid(reason);
        }

        if (!string.IsNullOrEmpty(expectedScope) && !HasScope(result.Claims!, expectedScope))
        {
            return new TokenValidationResult { IsError = true, Error = OAuthErrors.InsufficientScope };
        }

        return custom is null ? result : await custom.ValidateAccessTokenAsync(result, ct);
    }

    public async Task<TokenValidationResult> ValidateIdentityTokenAsync(
        string token, string? clientId, bool validateLifetime, CancellationToken ct)
    {
        var jwt = string.IsNullOrEmpty(token) || token.Length > options.InputLengthRestrictions.Jwt
            ? null
            : (await jwts.ValidateAsync(token, IdentityTokenType, ct, evenExpired: !validateLifetime)).Token;
        // OpenID Connect Core 2: the audience is the client.
        if (jwt?.Audiences.ToArray() is not [var audience] || (!string.IsNullOrEmpty(clientId) && clientId != audience)
            || await clients.FindEnabledClientByIdAsync(audience, ct) is not { } client)
        {
            return new TokenValidationResult { IsError = true, Error = OAuthErrors.InvalidToken };
        }

        var result = new TokenValidationResult { IsError = false, Claims = jwt.Claims, Jwt = token, Client = client };
        return custom is null ? result : await custom.ValidateIdentityTokenAsync(result, ct);
    }

    private Task<TokenValidationResult> FindAsync(string? token, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(token))
        {
            return Task.FromResult(Invalid(InactiveReasons.NotFound));
        }

        // A handle has no dot and a JWT always has.
        if (token.Contains('.', StringComparison.Ordinal))
        {
            return token.Length > options.InputLengthRestrictions.Jwt
                ? Task.FromResult(Invalid(InactiveReasons.NotFound))
                : FindJwtAsync(token, ct);
        }

        return token.Length > options.InputLengthRestrictions.TokenHandle
            ? Task.FromResult(Invalid(InactiveReasons.NotFound))
            : FindReferenceTokenAsync(token, ct);
    }

    private async Task<TokenValidationResult> FindReferenceTokenAsync(string handle, CancellationToken ct)
    {
        var token = await referenceTokens.GetReferenceTokenAsync(handle, ct);
        if (token is null)
        {
            return Invalid(InactiveReasons.NotFound);
        }

        if (token.Type != TokenTypes.AccessToken)
        {
            return Invalid(InactiveReasons.WrongType);
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (now >= token.CreationTime.AddSeconds(token.Lifetime))
        {
            return Invalid(InactiveReasons.Expired);
        }

        if (token.CreationTime > now + options.JwtValidationClockSkew)
        {
            return Invalid(InactiveReasons.NotYetValid);
        }

        return new TokenValidationResult
        {
            IsError = false,
            Claims = ToClaims(token),
            ReferenceToken = token,
            ReferenceTokenId = FindValue(token.Claims, JwtClaimTypes.JwtId),
        };
    }

    private async Task<TokenValidationResult> FindJwtAsync(string token, CancellationToken ct)
    {
        var type = string.IsNullOrEmpty(options.AccessTokenJwtType) ? "at+jwt" : options.AccessTokenJwtType;
        var (jwt, reason) = await jwts.ValidateAsync(token, type, ct);
        if (jwt is null)
        {
            return Invalid(reason!);
        }

        var claims = new List<Claim>();
        foreach (var claim in jwt.Claims)
        {
            if (claim.Type == JwtClaimTypes.Scope && claim.Value.Contains(' ', StringComparison.Ordinal))
            {
                foreach (var scope in ScopeValues.Split(claim.Value))
                {
                    claims.Add(new Claim(JwtClaimTypes.Scope, scope));
                }
            }
            else
            {
                claims.Add(claim);
            }
        }

        return new TokenValidationResult { IsError = false, Claims = claims, Jwt = token };
    }

    /// <returns>Null: they are active.</returns>
    private async Task<string?> WhyClientOrUserIsInactiveAsync(TokenValidationResult result, CancellationToken ct)
    {
        var clientId = result.ReferenceToken?.ClientId ?? FindValue(result.Claims!, JwtClaimTypes.ClientId);
        var client = string.IsNullOrEmpty(clientId) ? null : await clients.FindClientByIdAsync(clientId, ct);
        if (client is not { Enabled: true })
        {
            return client is null ? InactiveReasons.ClientUnknown : InactiveReasons.ClientDisabled;
        }

        result.Client = client;
        if (TokenOwner.OfUser(result.Claims!) is null)
        {
            return null;
        }

        var subject = new ClaimsPrincipal(new ClaimsIdentity(result.Claims, SubjectAuthenticationType));
        var activity = new IsActiveContext(subject, client, ProfileIsActiveCallers.AccessTokenValidation);
        await profile.IsActiveAsync(activity, ct);
        return activity.IsActive ? null : InactiveReasons.UserInactive;
    }

    /// <returns>Null: it lives, or the token is tied to none.</returns>
    private async Task<string?> WhySessionIsOverAsync(TokenValidationResult result, CancellationToken ct)
    {
        if (FindValue(result.Claims!, JwtClaimTypes.SessionId) is not { } sessionId)
        {
            return null;
        }

        var request = new SessionValidationRequest
        {
            SubjectId = FindValue(result.Claims!, JwtClaimTypes.Subject),
            SessionId = sessionId,
            Client = result.Client,
        };
        return await sessions.ValidateSessionAsync(request, ct) ? null : InactiveReasons.SessionEnded;
    }

    private static List<Claim> ToClaims(Token token)
    {
        var created = new DateTimeOffset(token.CreationTime, TimeSpan.Zero).ToUnixTimeSeconds();
        var issued = created.ToString(CultureInfo.InvariantCulture);
        var expires = (created + token.Lifetime).ToString(CultureInfo.InvariantCulture);
        var claims = new List<Claim>(token.Claims.Count + token.Audiences.Count + 5)
        {
            new(JwtClaimTypes.Issuer, token.Issuer),
            new(JwtClaimTypes.NotBefore, issued, ClaimValueTypes.Integer64),
            new(JwtClaimTypes.IssuedAt, issued, ClaimValueTypes.Integer64),
            new(JwtClaimTypes.Expiration, expires, ClaimValueTypes.Integer64),
        };
        foreach (var audience in token.Audiences)
        {
            claims.Add(new Claim(JwtClaimTypes.Audience, audience));
        }

        if (!string.IsNullOrEmpty(token.Confirmation))
        {
            claims.Add(new Claim(JwtClaimTypes.Confirmation, token.Confirmation, JsonClaimValueTypes.Json));
        }

        // A stored token names its client beside its claims, and need not do so among them as well.
        if (FindValue(token.Claims, JwtClaimTypes.ClientId) is null)
        {
            claims.Add(new Claim(JwtClaimTypes.ClientId, token.ClientId));
        }

        claims.AddRange(token.Claims);
        return claims;
    }

    private static string? FindValue(IEnumerable<Claim> claims, string type)
    {
        foreach (var claim in claims)
        {
            if (string.Equals(claim.Type, type, StringComparison.Ordinal))
            {
                return claim.Value;
            }
        }

        return null;
    }

    private static bool HasScope(IEnumerable<Claim> claims, string scope)
    {
        foreach (var claim in claims)
        {
            if (claim.Type == JwtClaimTypes.Scope && string.Equals(claim.Value, scope, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static TokenValidationResult Invalid(string reason) =>
        new() { IsError = true, Error = OAuthErrors.InvalidToken, ErrorDescription = reason };
}
