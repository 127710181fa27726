#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Validation;

public class ApiSecretValidationResult : ValidationResult
{
    public ApiResource Resource { get; set; }
}
