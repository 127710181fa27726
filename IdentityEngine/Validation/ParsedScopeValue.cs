namespace IdentityEngine.Validation;

/// <summary>A scope value, and the name of the scope that it stands for.</summary>
public class ParsedScopeValue
{
    public ParsedScopeValue(string rawValue)
        : this(rawValue, rawValue, null)
    {
    }

    public ParsedScopeValue(string rawValue, string parsedName, string? parsedParameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rawValue);
        ArgumentException.ThrowIfNullOrWhiteSpace(parsedName);

        RawValue = rawValue;
        ParsedName = parsedName;
        ParsedParameter = parsedParameter;
    }

    public string RawValue { get; set; }
    public string ParsedName { get; set; }
    public string? ParsedParameter { get; set; }
}
