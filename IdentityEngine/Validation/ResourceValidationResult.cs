using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>The resources that a client gets, and the scopes that it may not have.</summary>
public class ResourceValidationResult
{
    public ResourceValidationResult()
    {
    }

    public ResourceValidationResult(Resources resources)
    {
        Resources = resources ?? throw new ArgumentNullException(nameof(resources));
        ParsedScopes = [.. resources.ScopeNames().Select(name => new ParsedScopeValue(name))];
    }

    public ResourceValidationResult(Resources resources, IEnumerable<ParsedScopeValue> parsedScopeValues)
    {
        Resources = resources ?? throw new ArgumentNullException(nameof(resources));
        ParsedScopes = [.. parsedScopeValues];
    }

    /// <summary>True if every requested scope was granted.</summary>
    public bool Succeeded => InvalidScopes.Count == 0;

    public Resources Resources { get; set; } = new();
    public ICollection<ParsedScopeValue> ParsedScopes { get; set; } = [];
    public IEnumerable<string> RawScopeValues => ParsedScopes.Select(scope => scope.RawValue);

    /// <summary>What of it these scope values stand for.</summary>
    public ResourceValidationResult Filter(IEnumerable<string> scopeValues)
    {
        var wanted = (scopeValues ?? []).ToHashSet(StringComparer.Ordinal);
        var scopes = ParsedScopes.Where(scope => wanted.Contains(scope.RawValue)).ToList();
        var names = scopes.ConvertAll(scope => scope.ParsedName).ToHashSet(StringComparer.Ordinal);
        var apiScopes = Resources.ApiScopes.Where(scope => names.Contains(scope.Name)).ToList();
        var scopeNames = apiScopes.ConvertAll(scope => scope.Name);
        var filtered = new Resources(
            Resources.IdentityResources.Where(resource => names.Contains(resource.Name)),
            Resources.ApiResources.Where(api => api.Scopes.Any(scopeNames.Contains)),
            apiScopes)
        {
            OfflineAccess = Resources.OfflineAccess && names.Contains(IdentityServerConstants.StandardScopes.OfflineAccess),
        };
        return new ResourceValidationResult(filtered, scopes) { InvalidScopes = [.. InvalidScopes] };
    }

    /// <summary>Requested scopes that do not exist or that the client may not have.</summary>
    public ICollection<string> InvalidScopes { get; set; } = new HashSet<string>(StringComparer.Ordinal);
}
