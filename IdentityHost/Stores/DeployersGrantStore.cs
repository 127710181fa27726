namespace IdentityHost.Stores;

/// <summary>Where a deployer keeps reference tokens, if their <see cref="IPersistedGrantStore"/> is registered in place of the host's.</summary>
public sealed class DeployersGrantStore(IServiceScopeFactory scopes, bool isThere)
{
    internal bool IsThere => isThere;

    internal async Task RemoveAsync(IReadOnlyList<string> keys, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IPersistedGrantStore>();
        foreach (var key in keys)
            await store.RemoveAsync(key, ct);
    }
}
