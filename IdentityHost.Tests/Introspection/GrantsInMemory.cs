using System.Collections.Concurrent;

namespace IdentityHost.Tests.Introspection;

/// <summary>A deployer's own store of grants.</summary>
internal sealed class GrantsInMemory : IPersistedGrantStore
{
    public ConcurrentDictionary<string, PersistedGrant> Grants { get; } = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    /// <summary>Happens once, just before a reference token is stored.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public async Task StoreAsync(PersistedGrant grant, CancellationToken ct)
    {
        if (grant.Type == PersistedGrantTypes.ReferenceToken && Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        Grants[grant.Key] = grant;
    }

    public Task<PersistedGrant?> GetAsync(string key, CancellationToken ct)
    {
        Reads++;
        return Task.FromResult(Grants.GetValueOrDefault(key));
    }

    public Task<IReadOnlyCollection<PersistedGrant>> GetAllAsync(PersistedGrantFilter filter, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<PersistedGrant>>([.. Grants.Values.Where(grant => Matches(grant, filter))]);

    public Task RemoveAsync(string key, CancellationToken ct)
    {
        Grants.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task RemoveAllAsync(PersistedGrantFilter filter, CancellationToken ct)
    {
        foreach (var grant in Grants.Values.Where(grant => Matches(grant, filter)))
            Grants.TryRemove(grant.Key, out _);
        return Task.CompletedTask;
    }

    private static bool Matches(PersistedGrant grant, PersistedGrantFilter filter) =>
        (filter.SubjectId is null || filter.SubjectId == grant.SubjectId)
        && (filter.SessionId is null || filter.SessionId == grant.SessionId)
        && (filter.ClientId is null || filter.ClientId == grant.ClientId)
        && (filter.ClientIds is not { Count: > 0 } clients || clients.Contains(grant.ClientId))
        && (filter.Type is null || filter.Type == grant.Type)
        && (filter.Types is not { Count: > 0 } types || types.Contains(grant.Type));
}
