using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Drops the secrets that have expired, then tries the validators until one succeeds.</summary>
internal sealed class SecretsListValidator(IEnumerable<ISecretValidator> validators, TimeProvider time) : ISecretsListValidator
{
    private readonly ISecretValidator[] _validators = validators as ISecretValidator[] ?? [.. validators];

    /// <summary>The error of a secret that was right once. The log says so; the caller is told no more than with any other.</summary>
    internal const string Expired = "expired_secret";

    public Task<SecretValidationResult> ValidateAsync(IEnumerable<Secret> secrets, ParsedSecret parsedSecret, CancellationToken ct)
    {
        var all = secrets as List<Secret> ?? [.. secrets];
        var current = Current(all);
        if (!ReferenceEquals(current, all))
        {
            return AskCurrentThenExpiredAsync(current, [.. all.Except(current)], parsedSecret, ct);
        }

        return current.Count > 0 && _validators.Length == 1
            ? _validators[0].ValidateAsync(current, parsedSecret, ct)
            : AskAllAsync(current, parsedSecret, ct);
    }

    private async Task<SecretValidationResult> AskCurrentThenExpiredAsync(
        List<Secret> current, List<Secret> expired, ParsedSecret parsedSecret, CancellationToken ct)
    {
        var result = await AskAllAsync(current, parsedSecret, ct);
        if (!result.Success && (await AskAllAsync(expired, parsedSecret, ct)).Success)
        {
            result.Error = Expired;
        }

        return result;
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

        return new SecretValidationResult { Success = false };
    }

    private List<Secret> Current(List<Secret> all)
    {
        var now = time.GetUtcNow().UtcDateTime;
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
