namespace IdentityEngine.Validation;

public class SecretValidationResult : ValidationResult
{
    public bool Success { get; set; }
}
