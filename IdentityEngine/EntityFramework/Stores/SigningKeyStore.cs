using IdentityEngine.EntityFramework.DbContexts;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.EntityFrameworkCore;

namespace IdentityEngine.EntityFramework.Stores;

/// <summary>Signing keys in table Keys.</summary>
internal sealed class SigningKeyStore(PersistedGrantDbContext context) : ISigningKeyStore
{
    private const string Use = "signing";

    public async Task<IReadOnlyCollection<SerializedKey>> LoadKeysAsync(CancellationToken ct) =>
        await context.Keys
            .Where(row => row.Use == Use)
            .Select(row => new SerializedKey
            {
                Id = row.Id,
                Version = row.Version,
                Created = row.Created,
                Algorithm = row.Algorithm,
                IsX509Certificate = row.IsX509Certificate,
                DataProtected = row.DataProtected,
                Data = row.Data,
            })
            .ToArrayAsync(ct);

    public async Task StoreKeyAsync(SerializedKey key, CancellationToken ct)
    {
        context.Keys.Add(new Entities.Key
        {
            Id = key.Id,
            Version = key.Version,
            Created = key.Created,
            Use = Use,
            Algorithm = key.Algorithm,
            IsX509Certificate = key.IsX509Certificate,
            DataProtected = key.DataProtected,
            Data = key.Data,
        });

        try
        {
            await context.SaveChangesAsync(ct);
        }
        finally
        {
            // The context lives on in its scope; it must not try again what failed, nor keep a private key in memory.
            context.ChangeTracker.Clear();
        }
    }

    public Task DeleteKeyAsync(string id, CancellationToken ct) =>
        context.Keys.Where(row => row.Use == Use && row.Id == id).ExecuteDeleteAsync(ct);
}
