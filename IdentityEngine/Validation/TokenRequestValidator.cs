using System.Collections.Specialized;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Services.KeyManagement;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>Validates a token request of an authenticated client (RFC 6749 3.2).</summary>
internal sealed class TokenRequestValidator(
    IEnumerable<IGrantRequestValidator> grants,
    IIssuerNameService issuerNames,
    IdentityServerOptions options,
    ILogger<TokenRequestValidator> logger,
    ICustomTokenRequestValidator? custom = null)
{
    public async Task<TokenRequestValidationResult> ValidateAsync(
        NameValueCollection parameters, ClientSecretValidationResult caller, CancellationToken ct)
    {
        var request = new ValidatedTokenRequest
        {
            Raw = parameters,
            Options = options,
            IssuerName = await issuerNames.GetCurrentAsync(ct),
        };
        request.SetClient(caller.Client!, caller.Secret);

        var (grant, error) = FindGrant(request);
        error ??= await grant!.ValidateAsync(request, ct) ?? ResourceIndicators.Check(parameters, request.ValidatedResources);
        if (error is null
            && request.AccessTokenType == AccessTokenType.Jwt
            && !SigningAlgorithms.TryIntersect(request.ValidatedResources.Resources.ApiResources, out _))
        {
            error = OAuthErrors.NoCommonSigningAlgorithm;
        }

        if (error is not null)
        {
            Log.TokenRequestRefused(logger, request.Client.ClientId, error.Code, error.Description ?? Log.NoDescription);
            return new TokenRequestValidationResult(request, error.Code, error.Description);
        }

        var result = new TokenRequestValidationResult(request);
        if (custom is not null)
        {
            var context = new CustomTokenRequestValidationContext { Result = result };
            await custom.ValidateAsync(context, ct);
            result = context.Result;
            if (result.IsError)
            {
                Log.TokenRequestRefused(logger, request.Client.ClientId, result.Error!, "the custom validator refused it");
                return result;
            }
        }

        await grant!.ConsumeAsync(request, ct);
        return result;
    }

    private (IGrantRequestValidator? Grant, OAuthError? Error) FindGrant(ValidatedTokenRequest request)
    {
        var clientId = request.Raw[OAuthParameters.ClientId];
        if (!string.IsNullOrEmpty(clientId) && !string.Equals(clientId, request.Client.ClientId, StringComparison.Ordinal))
        {
            return (null, OAuthErrors.ClientIdMismatch);
        }

        var grantType = request.Raw[OAuthParameters.GrantType];
        if (string.IsNullOrEmpty(grantType))
        {
            return (null, OAuthErrors.GrantTypeMissing);
        }

        foreach (var grant in grants)
        {
            if (string.Equals(grant.GrantType, grantType, StringComparison.Ordinal))
            {
                request.GrantType = grantType;
                return MayUse(request.Client, grantType)
                    && request.Client.ProtocolType == AuthorizeRequestChecks.OpenIdConnectProtocol
                    ? (grant, null)
                    : (null, OAuthErrors.GrantTypeNotAllowed);
            }
        }

        return (null, OAuthErrors.GrantTypeUnsupported);
    }

    /// <summary>
    /// The codes of the hybrid flow are redeemed as any other (OpenID Connect Core 3.3.3). Refreshing is no grant type of a client's: it may if
    /// it may have refresh tokens, which is asked when one is presented.
    /// </summary>
    private static bool MayUse(Client client, string grantType) =>
        grantType == GrantType.RefreshToken
        || client.AllowedGrantTypes.Contains(grantType)
        || (grantType == GrantType.AuthorizationCode && client.AllowedGrantTypes.Contains(GrantType.Hybrid));
}
