using IdentityHost.Hosting;

namespace IdentityHost.Configuration;

/// <summary>
/// Signing keys outlive an outage: what was loaded last is still right, since nobody can change it while the database is away. So JWKS
/// stays up.
/// </summary>
internal sealed class LastKnownSigningKeyStore(Inner<ISigningKeyStore> inner, LastKnownSigningKeys memory, ILogger<LastKnownSigningKeyStore> logger)
    : ISigningKeyStore
{
    public async Task<IReadOnlyCollection<SerializedKey>> LoadKeysAsync(CancellationToken ct)
    {
        try
        {
            var keys = await inner.Get().LoadKeysAsync(ct);
            memory.Keys = keys;
            return keys;
        }
        catch (Exception e) when (memory.Keys is { Count: > 0 } && Outage.Is(e))
        {
            logger.SigningKeysFromMemory(e.Message);
            return memory.Keys;
        }
    }

    public Task StoreKeyAsync(SerializedKey key, CancellationToken ct) => inner.Get().StoreKeyAsync(key, ct);

    public Task DeleteKeyAsync(string id, CancellationToken ct) => inner.Get().DeleteKeyAsync(id, ct);
}

/// <summary>What the store loaded last, as it is stored (private parts are encrypted there, unless that was switched off).</summary>
internal sealed class LastKnownSigningKeys
{
    private volatile IReadOnlyCollection<SerializedKey>? _keys;

    public IReadOnlyCollection<SerializedKey>? Keys
    {
        get => _keys;
        set => _keys = value;
    }
}
