using System.Data;
using System.Runtime.CompilerServices;
using IdentityEngine.EntityFramework.DbContexts;
using IdentityEngine.EntityFramework.Mappers;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.EntityFramework.Stores;

/// <summary>Reads clients, each in one snapshot of the database.</summary>
internal sealed class ClientStore(ConfigurationDbContext context, ILogger<ClientStore> logger) : IClientStore
{
    public async Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct)
    {
        if (!DatabaseText.CanHold(clientId))
            return null;

        var clients = await LoadAsync(rows => rows.Where(row => row.ClientId == clientId), ct);
        return clients.Count == 0 ? null : ToModel(clients[0]);
    }

    public async IAsyncEnumerable<Client> GetAllClientsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var client in await LoadAsync(rows => rows.OrderBy(row => row.Id), ct))
            yield return ToModel(client);
    }

    private Task<List<Entities.Client>> LoadAsync(
        Func<IQueryable<Entities.Client>, IQueryable<Entities.Client>> filter, CancellationToken ct) =>
        context.ReadSnapshotAsync(
            token => filter(context.Clients)
                .Include(row => row.ClientSecrets)
                .Include(row => row.AllowedGrantTypes)
                .Include(row => row.RedirectUris)
                .Include(row => row.PostLogoutRedirectUris)
                .Include(row => row.AllowedScopes)
                .Include(row => row.Claims)
                .Include(row => row.Properties)
                .AsNoTracking()
                .AsSplitQuery()
                .ToListAsync(token),
            ct);

    private Client ToModel(Entities.Client row)
    {
        var client = row.ToModel();

        // To ignore a demand of the configuration would make tokens weaker than the admin was promised.
        if (UnsupportedDemand(row) is { } setting)
        {
            client.Enabled = false;
            Log.ClientDemandsUnsupportedFeature(logger, row.ClientId, setting);
        }

        return client;
    }

    private static string? UnsupportedDemand(Entities.Client row) => row switch
    {
        { RequireDPoP: true } => nameof(row.RequireDPoP),
        { RequireRequestObject: true } => nameof(row.RequireRequestObject),
        { RequirePushedAuthorization: true } => nameof(row.RequirePushedAuthorization),
        _ => null,
    };
}
