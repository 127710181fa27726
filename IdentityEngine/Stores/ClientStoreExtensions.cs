using IdentityEngine.Models;

namespace IdentityEngine.Stores;

internal static class ClientStoreExtensions
{
    /// <summary>The client, or null if it is unknown or disabled.</summary>
    public static async Task<Client?> FindEnabledClientByIdAsync(this IClientStore store, string clientId, CancellationToken ct)
    {
        var client = await store.FindClientByIdAsync(clientId, ct);
        return client is { Enabled: true } ? client : null;
    }
}
