using IdentityEngine.Models;

namespace IdentityEngine.Validation;

public class ClientSecretValidationResult : ValidationResult
{
    public Client? Client { get; set; }
    public ParsedSecret? Secret { get; set; }
}
