#nullable disable

namespace IdentityEngine.Services.KeyManagement;

/// <summary>Owns the signing keys.</summary>
public interface IKeyManager
{
    /// <summary>The keys that sign now: one for each configured algorithm, in the configured order. Creates and stores those that are missing.</summary>
    Task<IReadOnlyCollection<KeyContainer>> GetCurrentKeysAsync(CancellationToken ct);
    /// <summary>Every key whose signatures are valid. Creates nothing beyond <see cref="GetCurrentKeysAsync"/>.</summary>
    Task<IReadOnlyCollection<KeyContainer>> GetAllKeysAsync(CancellationToken ct);
}
