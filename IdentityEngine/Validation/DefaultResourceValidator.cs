using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

/// <summary>A scope is granted if the client may have it and an enabled resource defines it.</summary>
internal sealed class DefaultResourceValidator(IResourceStore store, IScopeParser parser, ILogger<DefaultResourceValidator> logger)
    : IResourceValidator
{
    public async Task<ResourceValidationResult> ValidateRequestedResourcesAsync(ResourceValidationRequest request, CancellationToken ct)
    {
        var malformed = request.Scopes.Where(scope => !ScopeValues.IsName(scope)).ToList();
        var parsed = parser.ParseScopeValues(request.Scopes.Except(malformed, StringComparer.Ordinal));
        var invalid = malformed.Concat(parsed.Errors.Select(error => error.RawValue)).ToList();
        var allowed = new List<ParsedScopeValue>(parsed.ParsedScopes.Count);
        ParsedScopeValue? offlineAccess = null;
        foreach (var scope in parsed.ParsedScopes)
        {
            if (scope.ParsedName == StandardScopes.OfflineAccess && request.Client.AllowOfflineAccess)
            {
                offlineAccess = scope;
            }
            else if (request.Client.AllowedScopes.Contains(scope.ParsedName))
            {
                allowed.Add(scope);
            }
            else
            {
                invalid.Add(scope.RawValue);
            }
        }

        var resources = allowed.Count == 0
            ? new Resources([], [], [])
            : await store.FindEnabledResourcesByScopeAsync(allowed.ConvertAll(scope => scope.ParsedName), ct);
        for (var i = allowed.Count - 1; i >= 0; i--)
        {
            if (!IsDefined(resources, allowed[i].ParsedName))
            {
                invalid.Add(allowed[i].RawValue);
                allowed.RemoveAt(i);
            }
        }

        if (invalid.Count > 0)
        {
            Log.ScopesRefused(logger, request.Client.ClientId, string.Join(' ', invalid));
        }

        // RFC 8707 is not supported yet, so nobody can ask for an API by name: one that demands it is nobody's audience.
        var audiences = resources.ApiResources.Where(api => !api.RequireResourceIndicator);
        var granted = new Resources(resources.IdentityResources, audiences, resources.ApiScopes);
        if (offlineAccess is not null)
        {
            granted.OfflineAccess = true;
            allowed.Add(offlineAccess);
        }

        return new ResourceValidationResult(granted, allowed) { InvalidScopes = invalid };
    }

    private static bool IsDefined(Resources resources, string name)
    {
        foreach (var scope in resources.ApiScopes)
        {
            if (string.Equals(scope.Name, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        foreach (var resource in resources.IdentityResources)
        {
            if (string.Equals(resource.Name, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
