using System.Collections.Specialized;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>Validates what a device asks for (RFC 8628 3.1).</summary>
internal sealed class DeviceAuthorizationRequestValidator(
    IResourceValidator resources, IdentityServerOptions options, ILogger<DeviceAuthorizationRequestValidator> logger)
{
    /// <returns>The scopes, or what is wrong.</returns>
    internal async Task<(ResourceValidationResult? Resources, OAuthError? Error)> ValidateAsync(
        NameValueCollection parameters, Client client, CancellationToken ct)
    {
        var (validated, error) = await CheckAsync(parameters, client, ct);
        if (error is not null)
            Log.DeviceRequestRefused(logger, client.ClientId, error.Code, error.Description ?? Log.NoDescription);
        return (validated, error);
    }

    private async Task<(ResourceValidationResult? Resources, OAuthError? Error)> CheckAsync(
        NameValueCollection parameters, Client client, CancellationToken ct)
    {
        var clientId = parameters[OAuthParameters.ClientId];
        if (!string.IsNullOrEmpty(clientId) && !string.Equals(clientId, client.ClientId, StringComparison.Ordinal))
            return (null, OAuthErrors.ClientIdMismatch);
        if (client.ProtocolType != AuthorizeRequestChecks.OpenIdConnectProtocol || !client.AllowedGrantTypes.Contains(GrantType.DeviceFlow))
            return (null, OAuthErrors.GrantTypeNotAllowed);

        var scope = parameters[OAuthParameters.Scope];
        if (scope?.Length > options.InputLengthRestrictions.Scope)
            return (null, OAuthErrors.ScopeTooLong);

        // RFC 6749 3.3: the default is every scope of the client's, without a refresh token.
        var scopes = ScopeValues.Split(scope);
        var validated = await resources.ValidateRequestedResourcesAsync(
            new ResourceValidationRequest { Client = client, Scopes = scopes.Count > 0 ? scopes : client.AllowedScopes }, ct);
        if (!validated.Succeeded)
            return (null, OAuthErrors.ScopeUnusable);
        if (validated.ParsedScopes.Count == 0)
            return (null, OAuthErrors.NoScope);

        var isOpenId = validated.RawScopeValues.Contains(StandardScopes.OpenId, StringComparer.Ordinal);
        if (!isOpenId && validated.Resources.IdentityResources.Count > 0)
            return (null, AuthorizeErrors.OpenIdScopeMissing);

        return ResourceIndicators.Check(parameters, validated) is { } error ? (null, error) : (validated, null);
    }
}
