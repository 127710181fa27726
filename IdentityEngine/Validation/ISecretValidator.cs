using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Compares presented credentials with stored secrets.</summary>
public interface ISecretValidator
{
    Task<SecretValidationResult> ValidateAsync(IEnumerable<Secret> secrets, ParsedSecret parsedSecret, CancellationToken ct);
}
