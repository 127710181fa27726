namespace IdentityEngine.Validation;

public class ParsedScopesResult
{
    public ICollection<ParsedScopeValue> ParsedScopes { get; set; } = new HashSet<ParsedScopeValue>();
    public ICollection<ParsedScopeValidationError> Errors { get; set; } = new HashSet<ParsedScopeValidationError>();
    public bool Succeeded => Errors == null || Errors.Count == 0;
}
