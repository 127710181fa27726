using System.Globalization;
using System.Security.Claims;
using IdentityEngine.Models;
using IdentityEngine.Services;
using Microsoft.Extensions.DependencyInjection;
using Shared;

namespace IdentityEngine.Validation;

/// <summary>
/// Looks the token up (RFC 7662 2.1): an access token, and for a client a refresh token of its own. The hint says what is tried first.
/// </summary>
internal sealed class IntrospectionRequestValidator(
    ITokenValidator tokens, IServiceProvider services) : IIntrospectionRequestValidator
{
    public async Task<IntrospectionRequestValidationResult> ValidateAsync(
        IntrospectionRequestValidationContext context, CancellationToken ct)
    {
        var token = context.Find(OAuthParameters.Token);
        var result = new IntrospectionRequestValidationResult
        {
            Request = context,
            Api = context.Api,
            Client = context.Client,
            Token = token,
        };
        if (string.IsNullOrEmpty(token))
        {
            result.IsError = true;
            result.Error = OAuthErrors.MissingToken;
            return result;
        }

        result.IsError = false;
        result.Claims = context.Find(OAuthParameters.TokenTypeHint) == OAuthParameters.RefreshToken
            ? await FindRefreshTokenAsync(result, ct) ?? await FindAccessTokenAsync(result, ct)
            : await FindAccessTokenAsync(result, ct) ?? await FindRefreshTokenAsync(result, ct);
        result.IsActive = result.Claims is not null;
        if (result.IsActive)
        {
            result.ErrorDescription = null;
        }

        return result;
    }

    private async ValueTask<IEnumerable<Claim>?> FindAccessTokenAsync(IntrospectionRequestValidationResult result, CancellationToken ct)
    {
        var validated = await tokens.ValidateAccessTokenAsync(result.Token, null, ct);
        if (validated.IsError)
        {
            // A host's own rule need not say why.
            return NotActive(result, validated.ErrorDescription ?? InactiveReasons.Rejected);
        }

        return MayAsk(result, validated.Claims!) ? validated.Claims : NotActive(result, InactiveReasons.WrongClient);
    }

    private async ValueTask<IEnumerable<Claim>?> FindRefreshTokenAsync(IntrospectionRequestValidationResult result, CancellationToken ct)
    {
        // A handle has no dot and a JWT always has.
        if (result.Client is null || result.Token.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        // Made only now: most tokens that are asked about are access tokens.
        var refreshTokens = services.GetRequiredService<IRefreshTokenService>();
        var validated = await refreshTokens.ValidateRefreshTokenAsync(result.Token, result.Client, ct);
        return validated.IsError ? NotActive(result, validated.ErrorDescription) : ToClaims(validated.RefreshToken!);
    }

    /// <summary>That there is no token of the other kind either says less than what is wrong with the one that there is.</summary>
    private static IEnumerable<Claim>? NotActive(IntrospectionRequestValidationResult result, string? reason)
    {
        if (result.ErrorDescription is null or InactiveReasons.NotFound)
        {
            result.ErrorDescription = reason;
        }

        return null;
    }

    private static List<Claim> ToClaims(RefreshToken token)
    {
        var created = new DateTimeOffset(token.CreationTime, TimeSpan.Zero).ToUnixTimeSeconds();
        return
        [
            new(JwtClaimTypes.ClientId, token.ClientId),
            new(JwtClaimTypes.Subject, token.SubjectId!),
            Number(JwtClaimTypes.IssuedAt, created),
            Number(JwtClaimTypes.Expiration, created + token.Lifetime),
            new(OAuthParameters.TokenType, OAuthParameters.RefreshToken),
            .. token.AuthorizedScopes.Select(scope => new Claim(JwtClaimTypes.Scope, scope)),
        ];
    }

    private static Claim Number(string type, long value) => new(type, value.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);

    /// <summary>A client sees its own tokens; which an API sees is decided by scope, in the response generator.</summary>
    private static bool MayAsk(IntrospectionRequestValidationResult result, IEnumerable<Claim> claims)
    {
        if (result.Api is not null)
        {
            return true;
        }

        foreach (var claim in claims)
        {
            if (claim.Type == JwtClaimTypes.ClientId)
            {
                return string.Equals(claim.Value, result.Client.ClientId, StringComparison.Ordinal);
            }
        }

        return false;
    }
}
