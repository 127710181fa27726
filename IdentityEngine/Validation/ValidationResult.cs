namespace IdentityEngine.Validation;

/// <summary>The outcome of a validation. An outage is an exception, never a result.</summary>
public class ValidationResult
{
    public bool IsError { get; set; } = true;
    public string? Error { get; set; }
    public string? ErrorDescription { get; set; }
}
