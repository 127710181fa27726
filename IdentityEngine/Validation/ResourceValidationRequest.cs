using IdentityEngine.Models;

namespace IdentityEngine.Validation;

public class ResourceValidationRequest
{
    public Client Client { get; set; } = null!;
    public IEnumerable<string> Scopes { get; set; } = null!;
}
