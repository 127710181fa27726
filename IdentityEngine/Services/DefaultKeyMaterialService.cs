using IdentityEngine.Models;
using IdentityEngine.Services.KeyManagement;
using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Services;

/// <summary>The key manager's keys, in the shape in which they sign and validate.</summary>
internal sealed class DefaultKeyMaterialService(IKeyManager manager) : IKeyMaterialService
{
    public async Task<IReadOnlyCollection<SecurityKeyInfo>> GetValidationKeysAsync(CancellationToken ct)
    {
        var keys = await manager.GetAllKeysAsync(ct);
        return [.. keys.Select(key => key.ValidationKey)];
    }

    public async Task<SigningCredentials> GetSigningCredentialsAsync(IEnumerable<string>? allowedAlgorithms, CancellationToken ct)
    {
        var keys = await manager.GetCurrentKeysAsync(ct);
        var allowed = allowedAlgorithms as IReadOnlyCollection<string> ?? [.. allowedAlgorithms ?? []];

        foreach (var key in keys)
        {
            if (allowed.Count == 0 || allowed.Contains(key.Algorithm, StringComparer.Ordinal))
                return key.SigningCredentials;
        }

        throw new InvalidOperationException($"There is no signing key for any of the algorithms {string.Join(", ", allowed)}.");
    }

    public async Task<IReadOnlyCollection<SigningCredentials>> GetAllSigningCredentialsAsync(CancellationToken ct)
    {
        var keys = await manager.GetCurrentKeysAsync(ct);
        return [.. keys.Select(key => key.SigningCredentials)];
    }
}
