#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Validation;

public class TokenRevocationRequestValidationResult : ValidationResult
{
    public string TokenTypeHint { get; set; }
    public string Token { get; set; }
    public Client Client { get; set; }
}
