#nullable disable

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

    /// <summary>Requested scopes that do not exist or that the client may not have.</summary>
    public ICollection<string> InvalidScopes { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>A copy that holds only these scope values and what belongs to them.</summary>
    public ResourceValidationResult Filter(IEnumerable<string> scopeValues)
    {
        var wanted = new HashSet<string>(scopeValues ?? [], StringComparer.Ordinal);
        var parsed = ParsedScopes.Where(scope => wanted.Contains(scope.RawValue)).ToArray();
        var names = parsed.Select(scope => scope.ParsedName).ToHashSet(StringComparer.Ordinal);

        var resources = new Resources(
            Resources.IdentityResources.Where(resource => names.Contains(resource.Name)),
            Resources.ApiResources.Where(resource => resource.Scopes.Any(names.Contains)),
            Resources.ApiScopes.Where(scope => names.Contains(scope.Name)));

        return new ResourceValidationResult(resources, parsed);
    }
}
