using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Reads clients.</summary>
public interface IClientStore
{
    /// <summary>The client, enabled or not; null if there is none.</summary>
    Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct);
    IAsyncEnumerable<Client> GetAllClientsAsync(CancellationToken ct);
}
