using System.Diagnostics.Metrics;

namespace IdentityHost.Memory;

/// <summary>The meter <c>IdentityHost.TokenCache</c>.</summary>
internal sealed class TokenCacheMetrics
{
    public const string MeterName = "IdentityHost.TokenCache";

    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _fills;
    private readonly Counter<long> _evictions;
    private readonly Counter<long> _invalidations;

    public TokenCacheMetrics(IMeterFactory meters, NodeLease lease)
    {
        var meter = meters.Create(MeterName);
        _hits = meter.CreateCounter<long>("identityhost.token_cache.hits", "{token}", "Tokens that were found in memory.");
        _misses = meter.CreateCounter<long>("identityhost.token_cache.misses", "{token}", "Tokens that were looked up and not found in memory.");
        _fills = meter.CreateCounter<long>("identityhost.token_cache.fills", "{token}", "Tokens that were read and are remembered.");
        _evictions = meter.CreateCounter<long>("identityhost.token_cache.evictions", "{token}", "Tokens that made room for others.");
        _invalidations = meter.CreateCounter<long>("identityhost.token_cache.invalidations", "{announcement}", "Announcements that were applied.");
        meter.CreateObservableGauge("identityhost.token_cache.entries", () => lease.Current?.Tokens.Count ?? 0, "{token}", "Tokens in memory.");
        meter.CreateObservableGauge("identityhost.token_cache.bytes", () => lease.Current?.Tokens.Bytes ?? 0, "By", "Bytes that they take, by estimate.");
    }

    public void Hit() => _hits.Add(1);

    public void Missed() => _misses.Add(1);

    public void Filled() => _fills.Add(1);

    public void Evicted(int tokens)
    {
        if (tokens > 0)
            _evictions.Add(tokens);
    }

    public void Invalidated(TokenAnnouncement.Subject kind)
    {
        if (_invalidations.Enabled)
            _invalidations.Add(1, new KeyValuePair<string, object?>("kind", NameOf(kind)));
    }

    private static string NameOf(TokenAnnouncement.Subject kind) => kind switch
    {
        TokenAnnouncement.Subject.Grant => "grant",
        TokenAnnouncement.Subject.User => "user",
        TokenAnnouncement.Subject.Session => "session",
        TokenAnnouncement.Subject.Jwt => "jwt",
        _ => "everything",
    };
}
