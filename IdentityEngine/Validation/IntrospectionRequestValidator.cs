using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>
/// Looks the token up (RFC 7662 2.1). Only access tokens exist, so token_type_hint has nothing to order.
/// </summary>
internal sealed class IntrospectionRequestValidator(ITokenValidator tokens, ILogger<IntrospectionRequestValidator> logger)
    : IIntrospectionRequestValidator
{
    public async Task<IntrospectionRequestValidationResult> ValidateAsync(
        IntrospectionRequestValidationContext context, CancellationToken ct)
    {
        var token = context.Parameters[OAuthParameters.Token];
        var result = new IntrospectionRequestValidationResult
        {
            Parameters = context.Parameters,
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
        var validated = await tokens.ValidateAccessTokenAsync(token, null, ct);
        if (validated.IsError || !MayAsk(context, validated.Claims))
        {
            return result;
        }

        result.IsActive = true;
        result.Claims = validated.Claims;
        return result;
    }

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
                if (string.Equals(claim.Value, context.Client.ClientId, StringComparison.Ordinal))
                {
                    return true;
                }

                break;
            }
        }

        Log.TokenOfAnotherClient(logger, context.Client.ClientId);
        return false;
    }
}
