using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Stores grants. An outage, or a payload that can't be read, is thrown: never an answer of "not there".</summary>
public interface IPersistedGrantStore
{
    Task StoreAsync(PersistedGrant grant, CancellationToken ct);
    /// <summary>The grant, expired or not; null if there is none.</summary>
    Task<PersistedGrant?> GetAsync(string key, CancellationToken ct);
    Task<IReadOnlyCollection<PersistedGrant>> GetAllAsync(PersistedGrantFilter filter, CancellationToken ct);
    Task RemoveAsync(string key, CancellationToken ct);
    Task RemoveAllAsync(PersistedGrantFilter filter, CancellationToken ct);
}
