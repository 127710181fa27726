using System.Globalization;
using System.Security.Claims;
using IdentityEngine.Models;
using IdentityEngine.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>
/// Looks the token up (RFC 7662 2.1): an access token, and for a client a refresh token of its own. The hint says what is tried first.
/// </summary>
internal sealed class IntrospectionRequestValidator(
    ITokenValidator tokens, IServiceProvider services, ILogger<IntrospectionRequestValidator> logger) : IIntrospectionRequestValidator
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
            ? await FindRefreshTokenAsync(context, token, ct) ?? await FindAccessTokenAsync(context, token, ct)
            : await FindAccessTokenAsync(context, token, ct) ?? await FindRefreshTokenAsync(context, token, ct);
        result.IsActive = result.Claims is not null;
        return result;
    }

    private async ValueTask<IEnumerable<Claim>?> FindAccessTokenAsync(
        IntrospectionRequestValidationContext context, string token, CancellationToken ct)
    {
        var validated = await tokens.ValidateAccessTokenAsync(token, null, ct);
        return validated.IsError || !MayAsk(context, validated.Claims!) ? null : validated.Claims;
    }

    private async ValueTask<IEnumerable<Claim>?> FindRefreshTokenAsync(
        IntrospectionRequestValidationContext context, string token, CancellationToken ct)
    {
        // A handle has no dot and a JWT always has.
        if (context.Client is null || token.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        // Made only now: most tokens that are asked about are access tokens.
        var refreshTokens = services.GetRequiredService<IRefreshTokenService>();
        var validated = await refreshTokens.ValidateRefreshTokenAsync(token, context.Client, ct);
        return validated.IsError ? null : ToClaims(validated.RefreshToken!);
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
    private bool MayAsk(IntrospectionRequestValidationContext context, IEnumerable<Claim> claims)
    {
        if (context.Api is not null)
        {
            return true;
        }

        foreach (var claim in claims)
        {
            if (claim.Type == JwtClaimTypes.ClientId)
            {
                if (string.Equals(claim.Value, context.Client!.ClientId, StringComparison.Ordinal))
                {
                    return true;
                }

                break;
            }
        }

        Log.TokenOfAnotherClient(logger, context.Client!.ClientId);
        return false;
    }
}
