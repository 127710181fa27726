using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Drops the secrets that have expired, then tries the validators until one succeeds.</summary>
internal sealed class SecretsListValidator(IEnumerable<ISecretValidator> validators, TimeProvider time) : ISecretsListValidator
{
    public async Task<SecretValidationResult> ValidateAsync(IEnumerable<Secret> secrets, ParsedSecret parsedSecret, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var current = new List<Secret>();
        foreach (var secret in secrets)
        {
            if (secret.Expiration is null || secret.Expiration > now)
            {
                current.Add(secret);
            }
        }

        if (current.Count > 0)
        {
            foreach (var validator in validators)
            {
                var result = await validator.ValidateAsync(current, parsedSecret, ct);
                if (result.Success)
                {
                    return result;
                }
            }
        }

        return new SecretValidationResult { Success = false };
    }
}
