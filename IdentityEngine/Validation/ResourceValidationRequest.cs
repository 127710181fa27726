#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Validation;

public class ResourceValidationRequest
{
    public Client Client { get; set; }
    public IEnumerable<string> Scopes { get; set; }
}
