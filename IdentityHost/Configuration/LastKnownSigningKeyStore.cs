using IdentityHost.Engine;
using IdentityHost.Memory;
using IdentityHost.Outcomes;

namespace IdentityHost.Configuration;

/// <summary>
/// Signing keys outlive an outage: what was loaded last is still right, since nobody can change it while the database is away. So JWKS
/// stays up.
/// </summary>
internal sealed class LastKnownSigningKeyStore(
    Inner<ISigningKeyStore> inner, LastKnown<IReadOnlyCollection<SerializedKey>> memory, IServiceScopeFactory scopes, ILogger<LastKnownSigningKeyStore> logger)
    : ISigningKeyStore
{
    public Task<IReadOnlyCollection<SerializedKey>> LoadKeysAsync(CancellationToken ct) =>
        memory.ReadAsync(ReadAsync, e => logger.SigningKeysFromMemory(Outage.CauseOf(e)), ct);

    public Task StoreKeyAsync(SerializedKey key, CancellationToken ct) => inner.Get().StoreKeyAsync(key, ct);

    public Task DeleteKeyAsync(string id, CancellationToken ct) => inner.Get().DeleteKeyAsync(id, ct);

    private async Task<IReadOnlyCollection<SerializedKey>> ReadAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        return await inner.GetIn(scope.ServiceProvider).LoadKeysAsync(CancellationToken.None);
    }
}
