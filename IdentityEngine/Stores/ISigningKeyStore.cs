using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Stores signing keys.</summary>
public interface ISigningKeyStore
{
    Task<IReadOnlyCollection<SerializedKey>> LoadKeysAsync(CancellationToken ct);
    Task StoreKeyAsync(SerializedKey key, CancellationToken ct);
    Task DeleteKeyAsync(string id, CancellationToken ct);
}
