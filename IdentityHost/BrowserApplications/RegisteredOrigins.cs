using System.Collections.Frozen;
using IdentityHost.Data;
using IdentityHost.Memory;
using IdentityHost.Outcomes;
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

    private readonly LastKnown<FrozenSet<string>> _lastKnown = new(static _ => true);

    public async Task<bool> IsOriginAllowedAsync(string origin, CancellationToken ct) => (await AllAsync(ct)).Contains(origin);

    /// <summary>Reads them before anybody asks, so that an outage finds them known.</summary>
    public async Task LoadAsync(CancellationToken ct) => _lastKnown.Keep(await ReadAsync(ct));

    private async ValueTask<FrozenSet<string>> AllAsync(CancellationToken ct)
    {
        var epoch = cache.Current;
        if (epoch?.Origins is { } known)
            return known;
        return await _lastKnown.ReadAsync(() => ReadAsync(epoch), e => logger.OriginsFromMemory(Outage.CauseOf(e)), ct);
    }

    private async Task<FrozenSet<string>> ReadAsync(ConfigurationCache.Epoch? epoch)
    {
        var all = await ReadAsync(CancellationToken.None);
        epoch?.Origins = all;
        return all;
    }

    private async Task<FrozenSet<string>> ReadAsync(CancellationToken ct) =>
        (await dataSource.QueryAsync(Query, static row => row.GetString(0), ct)).ToFrozenSet(StringComparer.Ordinal);
}
