using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Drops the secrets that have expired, then tries the validators until one succeeds.</summary>
internal sealed class SecretsListValidator(IEnumerable<ISecretValidator> validators, TimeProvider time) : ISecretsListValidator
{
    private static readonly SecretValidationResult Failure = new() { Success = false };

    private readonly ISecretValidator[] _validators = validators as ISecretValidator[] ?? [.. validators];

    public Task<SecretValidationResult> ValidateAsync(IEnumerable<Secret> secrets, ParsedSecret parsedSecret, CancellationToken ct)
    {
        var current = Current(secrets);
        return current.Count > 0 && _validators.Length == 1
            ? _validators[0].ValidateAsync(current, parsedSecret, ct)
            : AskAllAsync(current, parsedSecret, ct);
    }

    private async Task<SecretValidationResult> AskAllAsync(List<Secret> current, ParsedSecret parsedSecret, CancellationToken ct)
    {
        if (current.Count > 0)
        {
            foreach (var validator in _validators)
            {
                var result = await validator.ValidateAsync(current, parsedSecret, ct);
                if (result.Success)
                {
                    return result;
                }
            }
        }

        return Failure;
    }

    private List<Secret> Current(IEnumerable<Secret> secrets)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var all = secrets as List<Secret> ?? [.. secrets];
        foreach (var secret in all)
        {
            if (secret.Expiration <= now)
            {
                return WithoutExpired(all, now);
            }
        }

        return all;
    }

    private static List<Secret> WithoutExpired(List<Secret> secrets, DateTime now) =>
        secrets.FindAll(secret => secret.Expiration is null || secret.Expiration > now);
}
