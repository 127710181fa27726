using System.Security.Cryptography;
using System.Text;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>Compares a shared secret with the stored Base64 SHA-256 (or SHA-512) of the secrets, in constant time.</summary>
internal sealed class HashedSharedSecretValidator : ISecretValidator
{
    private static readonly Task<SecretValidationResult> Success = Task.FromResult(new SecretValidationResult { Success = true });
    private static readonly Task<SecretValidationResult> Failure = Task.FromResult(new SecretValidationResult { Success = false });

    public Task<SecretValidationResult> ValidateAsync(IEnumerable<Secret> secrets, ParsedSecret parsedSecret, CancellationToken ct)
    {
        if (parsedSecret.Type != ParsedSecretTypes.SharedSecret || parsedSecret.Credential is not string { Length: > 0 } presented)
        {
            return Failure;
        }

        var longest = Encoding.UTF8.GetMaxByteCount(presented.Length);
        var buffer = longest <= 512 ? stackalloc byte[512] : new byte[longest];
        var bytes = buffer[..Encoding.UTF8.GetBytes(presented, buffer)];
        Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> sha512 = stackalloc byte[SHA512.HashSizeInBytes];
        Span<byte> stored = stackalloc byte[SHA512.HashSizeInBytes];
        SHA256.HashData(bytes, sha256);
        var hasSha512 = false;
        var matches = false;
        foreach (var secret in secrets as List<Secret> ?? [.. secrets])
        {
            if (secret.Type != SecretTypes.SharedSecret
                || secret.Value is null
                || !Convert.TryFromBase64String(secret.Value, stored, out var length))
            {
                continue;
            }

            if (length == SHA512.HashSizeInBytes && !hasSha512)
            {
                SHA512.HashData(bytes, sha512);
                hasSha512 = true;
            }

            // No early return: which of the secrets it was is not to be timed.
            matches |= length switch
            {
                SHA256.HashSizeInBytes => CryptographicOperations.FixedTimeEquals(stored[..length], sha256),
                SHA512.HashSizeInBytes => CryptographicOperations.FixedTimeEquals(stored[..length], sha512),
                _ => false,
            };
        }

        CryptographicOperations.ZeroMemory(bytes);
        return matches ? Success : Failure;
    }
}
