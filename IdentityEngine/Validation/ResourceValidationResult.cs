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
}
