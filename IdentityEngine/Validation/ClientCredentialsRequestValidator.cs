using IdentityEngine.Models;
using IdentityEngine.Stores;

namespace IdentityEngine.Validation;

/// <summary>The client credentials grant (RFC 6749 4.4): for confidential clients, and for API scopes only.</summary>
internal sealed class ClientCredentialsRequestValidator(IResourceStore resources, IResourceValidator validator) : IGrantRequestValidator
{
    public string GrantType => Models.GrantType.ClientCredentials;

    public async Task<OAuthError?> ValidateAsync(ValidatedTokenRequest request, CancellationToken ct)
    {
        if (!request.Client.RequireClientSecret)
        {
            return OAuthErrors.ConfidentialClientRequired;
        }

        var scope = request.Raw[OAuthParameters.Scope];
        if (scope?.Length > request.Options.InputLengthRestrictions.Scope)
        {
            return OAuthErrors.ScopeTooLong;
        }

        var scopes = ScopeValues.Split(scope);
        if (scopes.Count == 0)
        {
            scopes = await FindDefaultScopesAsync(request.Client, ct);
            if (scopes.Count == 0)
            {
                return OAuthErrors.NoScope;
            }
        }

        var validated = await validator.ValidateRequestedResourcesAsync(
            new ResourceValidationRequest { Client = request.Client, Scopes = scopes }, ct);
        if (!validated.Succeeded)
        {
            return OAuthErrors.ScopeUnusable;
        }

        // RFC 6749 4.4.3: no refresh token, the client can simply ask again.
        if (validated.Resources.IdentityResources.Count > 0 || validated.Resources.OfflineAccess)
        {
            return OAuthErrors.IdentityScopeWithoutUser;
        }

        request.RequestedScopes = scopes;
        request.ValidatedResources = validated;
        return null;
    }

    public Task ConsumeAsync(ValidatedTokenRequest request, CancellationToken ct) => Task.CompletedTask;

    /// <summary>RFC 6749 3.3: the default of a request without scope is all API scopes that the client may have.</summary>
    private async Task<IReadOnlyList<string>> FindDefaultScopesAsync(Client client, CancellationToken ct)
    {
        var allowed = await resources.FindEnabledResourcesByScopeAsync(client.AllowedScopes, ct);
        return allowed.ApiScopes.Select(scope => scope.Name).ToList();
    }
}
