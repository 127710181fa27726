using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace IdentityHost.Migrations.Seeding.Secrets;

/// <summary>The stored form of a shared secret: the Base64 SHA-256 of its UTF-8 bytes.</summary>
internal static class SecretHash
{
    internal static string Of(string secret) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Of a secret that nobody knows.</summary>
    internal static string OfNobodys() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    /// <summary>Reads a hash in Base64 (as it is stored) or in hexadecimal (as sha256sum prints it).</summary>
    internal static bool TryParse(string text, [NotNullWhen(true)] out string? hash)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        hash = null;
        if (text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit))
            hash = Convert.ToBase64String(Convert.FromHexString(text));
        else if (Convert.TryFromBase64String(text, bytes, out var written) && written == bytes.Length)
            hash = Convert.ToBase64String(bytes);
        return hash is not null;
    }
}
