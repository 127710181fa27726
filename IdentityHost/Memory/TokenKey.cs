using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IdentityHost.Memory;

/// <summary>What a token is remembered by: a SHA-256, of a reference token the one that is the key of its grant. The token itself is not kept.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenKey(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    public static TokenKey Of(ReadOnlySpan<byte> sha256) => new(
        BinaryPrimitives.ReadUInt64BigEndian(sha256),
        BinaryPrimitives.ReadUInt64BigEndian(sha256[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(sha256[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(sha256[24..]));

    /// <summary>Reads the key of a grant: hex, or Base64 in the older format.</summary>
    public static bool TryParse(string grantKey, out TokenKey key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var isKey = grantKey.Length == 2 * SHA256.HashSizeInBytes
            ? Convert.FromHexString(grantKey, hash, out _, out var written) is OperationStatus.Done
            : Convert.TryFromBase64String(grantKey, hash, out written) && written == SHA256.HashSizeInBytes;
        key = isKey ? Of(hash) : default;
        return isKey;
    }

    /// <param name="sha256">32 bytes.</param>
    public void CopyTo(Span<byte> sha256)
    {
        BinaryPrimitives.WriteUInt64BigEndian(sha256, First);
        BinaryPrimitives.WriteUInt64BigEndian(sha256[8..], Second);
        BinaryPrimitives.WriteUInt64BigEndian(sha256[16..], Third);
        BinaryPrimitives.WriteUInt64BigEndian(sha256[24..], Fourth);
    }

    // Any part of a hash is one.
    public override int GetHashCode() => (int)First;
}
