using System.Collections.Frozen;
using IdentityHost.Configuration;
using IdentityHost.Hosting;
using Npgsql;

namespace IdentityHost.BrowserApplications;

/// <summary>
/// The origins of all enabled clients (<c>allowedCorsOrigins</c>), read whole and remembered like other configuration, so that strangers can't have the
/// database asked. In an outage those that were known last count: then a page can read that there is one.
/// </summary>
internal sealed class RegisteredOrigins(NpgsqlDataSource dataSource, ConfigurationCache cache, ILogger<RegisteredOrigins> logger) : ICorsPolicyService
{
    private const string Query = """
        SELECT DISTINCT o."Origin" FROM "ClientCorsOrigins" o JOIN "Clients" c ON c."Id" = o."ClientId" WHERE c."Enabled"
        """;

    private volatile FrozenSet<string>? _lastKnown;

    public async Task<bool> IsOriginAllowedAsync(string origin, CancellationToken ct) => (await AllAsync(ct)).Contains(origin);

    /// <summary>Reads them before anybody asks, so that an outage finds them known.</summary>
    public async Task LoadAsync(CancellationToken ct) => _lastKnown = await ReadAsync(ct);

    private async ValueTask<FrozenSet<string>> AllAsync(CancellationToken ct)
    {
        var epoch = cache.Current;
        if (epoch?.Origins is { } known)
            return known;
        try
        {
            var all = await ReadAsync(ct);
            _lastKnown = all;
            epoch?.Origins = all;
            return all;
        }
        catch (Exception e) when (_lastKnown is not null && Outage.Is(e))
        {
            logger.OriginsFromMemory(e.Message);
            return _lastKnown;
        }
    }

    private async Task<FrozenSet<string>> ReadAsync(CancellationToken ct)
    {
        var origins = new HashSet<string>(StringComparer.Ordinal);
        await using var command = dataSource.CreateCommand(Query);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            origins.Add(reader.GetString(0));
        return origins.ToFrozenSet(StringComparer.Ordinal);
    }
}
