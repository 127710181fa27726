using System.Collections.Specialized;
using System.Security.Claims;
using IdentityEngine.Configuration;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>
/// Validates an authorization request (RFC 6749 4.1.1, RFC 7636 4.3, OpenID Connect Core 3.1.2.1). The client and its redirect URI
/// come first: until both are proven, whatever is wrong is told to the person at the browser and not to the redirect URI.
/// </summary>
internal sealed class AuthorizeRequestValidator(
    IClientStore clients,
    IResourceValidator resources,
    IIssuerNameService issuer,
    IUserSession session,
    IdentityServerOptions options,
    ILogger<AuthorizeRequestValidator> logger)
{
    internal async Task<AuthorizeRequestValidationResult> ValidateAsync(
        NameValueCollection parameters, ClaimsPrincipal? subject, CancellationToken ct)
    {
        var uiLocales = parameters[AuthorizeParameters.UiLocales];
        var request = new ValidatedAuthorizeRequest
        {
            Raw = parameters,
            Options = options,
            IssuerName = await issuer.GetCurrentAsync(ct),
            Subject = subject ?? new ClaimsPrincipal(new ClaimsIdentity()),
            SessionId = subject is null ? null : await session.GetSessionIdAsync(ct),
            // First of all: whoever is shown an error is told of it in their language.
            UiLocales = OpenIdRequestChecks.Hint(uiLocales, options.InputLengthRestrictions.UiLocale),
        };

        var failure =
            await FindClientAsync(request, ct)
            ?? AuthorizeRequestChecks.CheckRedirectUri(request)
            ?? AuthorizeRequestChecks.CheckResponseType(request)
            ?? AuthorizeRequestChecks.CheckResponseMode(request)
            ?? AuthorizeRequestChecks.CheckUnsupportedParameters(request)
            ?? AuthorizeRequestChecks.CheckLength(request)
            ?? CodeChallengeCheck.Check(request)
            ?? await ValidateScopesAsync(request, ct)
            ?? OpenIdRequestChecks.CheckNonce(request)
            ?? OpenIdRequestChecks.CheckPrompt(request)
            ?? OpenIdRequestChecks.CheckMaxAge(request);

        if (failure is null)
        {
            OpenIdRequestChecks.ReadHints(request);
            return new AuthorizeRequestValidationResult(request);
        }

        Log.AuthorizeRequestRefused(logger, request.Client?.ClientId ?? Log.Unknown, failure.Code, failure.Description ?? Log.NoDescription);
        return new AuthorizeRequestValidationResult(request, failure);
    }

    private async Task<OAuthError?> FindClientAsync(ValidatedAuthorizeRequest request, CancellationToken ct)
    {
        var clientId = request.Raw[OAuthParameters.ClientId];
        if (string.IsNullOrEmpty(clientId) || clientId.Any(char.IsControl))
        {
            return AuthorizeErrors.ClientIdUnusable;
        }

        if (clientId.Length > options.InputLengthRestrictions.ClientId)
        {
            // No client has such an id.
            return AuthorizeErrors.ClientUnusable;
        }

        request.ClientId = clientId;
        var client = await clients.FindEnabledClientByIdAsync(clientId, ct);
        if (client is null || client.ProtocolType != AuthorizeRequestChecks.OpenIdConnectProtocol)
        {
            return AuthorizeErrors.ClientUnusable;
        }

        request.SetClient(client);
        return null;
    }

    private async Task<OAuthError?> ValidateScopesAsync(ValidatedAuthorizeRequest request, CancellationToken ct)
    {
        var scope = request.Raw[OAuthParameters.Scope];
        if (string.IsNullOrWhiteSpace(scope))
        {
            // RFC 6749 3.3: without a default scope a request that has none fails.
            return AuthorizeErrors.ScopeMissing;
        }

        if (scope.Length > options.InputLengthRestrictions.Scope)
        {
            return OAuthErrors.ScopeTooLong;
        }

        if (scope.Any(char.IsControl))
        {
            return AuthorizeErrors.ScopeNotAllowed;
        }

        var requested = ScopeValues.Split(scope);
        var validated = await resources.ValidateRequestedResourcesAsync(
            new ResourceValidationRequest { Client = request.Client, Scopes = requested }, ct);
        if (!validated.Succeeded)
        {
            return AuthorizeErrors.ScopeNotAllowed;
        }

        request.IsOpenIdRequest = requested.Contains(StandardScopes.OpenId, StringComparer.Ordinal);
        if (!request.IsOpenIdRequest
            && (validated.Resources.IdentityResources.Count > 0 || ResponseTypes.HasToken(request.ResponseType)))
        {
            return AuthorizeErrors.OpenIdScopeMissing;
        }

        request.RequestedScopes = [.. validated.RawScopeValues];
        request.ValidatedResources = validated;
        return ResourceIndicators.Check(request.Raw, validated);
    }
}
