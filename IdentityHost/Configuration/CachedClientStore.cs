using IdentityHost.Data;
using IdentityHost.Engine;
using IdentityHost.Memory;
using Npgsql;

namespace IdentityHost.Configuration;

/// <summary>
/// Remembers clients before the engine's store, which is made only when it is needed; and of all others that they don't exist, so that an id that
/// nobody has is answered as quickly as a client's, and no flood of them reaches the database.
/// </summary>
internal sealed class CachedClientStore(Inner<IClientStore> inner, ConfigurationCache cache, NpgsqlDataSource dataSource) : IClientStore
{
    private const string SelectIds = """SELECT "ClientId" FROM "Clients" LIMIT $1""";

    public async Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(clientId);
        var epoch = cache.Current;
        if (epoch?.FindClient(clientId) is { } known)
            return known;
        if (epoch?.IsNobody(clientId) is true)
            return null!;
        var client = await inner.Get().FindClientByIdAsync(clientId, ct);
        if (client is not null)
            epoch?.Add(client);
        else if (epoch?.ClientIdsWanted is > 0 and var most)
            epoch.AddClientIds(await dataSource.QueryAsync(SelectIds, row => row.GetString(0), ct, SqlParameters.Integer(most)));
        return client;
    }

    public IAsyncEnumerable<Client> GetAllClientsAsync(CancellationToken ct) => inner.Get().GetAllClientsAsync(ct);
}
