namespace IdentityEngine.Validation;

/// <summary>Takes each scope value as the name of a scope.</summary>
internal sealed class DefaultScopeParser : IScopeParser
{
    public ParsedScopesResult ParseScopeValues(IEnumerable<string> scopeValues)
    {
        var result = new ParsedScopesResult();
        foreach (var value in scopeValues)
        {
            result.ParsedScopes.Add(new ParsedScopeValue(value));
        }

        return result;
    }
}
