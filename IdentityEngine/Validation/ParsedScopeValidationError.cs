#nullable disable

namespace IdentityEngine.Validation;

public class ParsedScopeValidationError
{
    public ParsedScopeValidationError(string rawValue, string error)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rawValue);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);

        RawValue = rawValue;
        Error = error;
    }

    public string RawValue { get; set; }
    public string Error { get; set; }
}
