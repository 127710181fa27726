using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Asks the registered <see cref="ISecretValidator"/>s in turn, until one accepts.</summary>
public interface ISecretsListValidator
{
    Task<SecretValidationResult> ValidateAsync(IEnumerable<Secret> secrets, ParsedSecret parsedSecret, CancellationToken ct);
}
