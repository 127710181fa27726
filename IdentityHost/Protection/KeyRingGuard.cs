using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace IdentityHost.Protection;

/// <summary>
/// Keeps a node that can't read the key ring from adding to it: the framework replaces a key that it can't read, by one that no other node can
/// read.
/// </summary>
internal sealed class KeyRingGuard(IServiceProvider services, TimeProvider clock)
{
    /// <exception cref="CryptographicException">A key that is in use can't be read; the message names the settings.</exception>
    public void RequireReadableKeys()
    {
        // Asked for now only: it stores its keys in the repository that asks this guard. (The engine has an interface of the same name.)
        var ring = services.GetRequiredService<Microsoft.AspNetCore.DataProtection.KeyManagement.IKeyManager>();
        var now = clock.GetUtcNow();
        foreach (var key in ring.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > now))
            RequireReadable(key);
    }

    /// <summary>What to tell whoever set this node up.</summary>
    public static CryptographicException Unreadable(CryptographicException reason) => new(
        "What hosts of this database stored can't be read with this host's Data Protection keys: IdentityHost:DataProtection:ApplicationName "
        + "must be theirs, and their certificate IdentityHost:DataProtection:Certificate or one of FormerCertificates.",
        reason);

    private static void RequireReadable(IKey key)
    {
        try
        {
            key.CreateEncryptor();
        }
        catch (CryptographicException e)
        {
            throw Unreadable(e);
        }
    }
}
