namespace IdentityEngine.Validation;

/// <summary>Splits scope values into a name and, where a deployer defines such scopes, a parameter.</summary>
public interface IScopeParser
{
    ParsedScopesResult ParseScopeValues(IEnumerable<string> scopeValues);
}
