namespace IdentityHost.Configuration;

/// <summary>Remembers clients before the engine's store, which is made only when it is needed.</summary>
internal sealed class CachedClientStore(Inner<IClientStore> inner, ConfigurationCache cache) : IClientStore
{
    public async Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(clientId);
        var epoch = cache.Current;
        if (epoch?.FindClient(clientId) is { } known)
            return known;
        var client = await inner.Get().FindClientByIdAsync(clientId, ct);
        if (client is not null)
            epoch?.Add(client);
        return client;
    }

    public IAsyncEnumerable<Client> GetAllClientsAsync(CancellationToken ct) => inner.Get().GetAllClientsAsync(ct);
}
