using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace IdentityHost.Memory;

/// <summary>How a grant is found by its handle; the handle itself is never stored.</summary>
internal static class GrantKey
{
    /// <summary>Ends every handle that is issued; what does not end with it is of the older format.</summary>
    public const string HandleSuffix = "-1";

    private const int OnStack = 512;

    /// <summary>Upper-case hex SHA-256 of <c>handle:type</c>; for handles of the older format its Base64.</summary>
    public static string Of(string handle, string type) => Of(handle, Hash(handle, type));

    /// <param name="handle">Tells the format.</param>
    /// <param name="hash">Its <see cref="Hash"/>.</param>
    public static string Of(string handle, TokenKey hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.CopyTo(bytes);
        return handle.EndsWith(HandleSuffix, StringComparison.Ordinal) ? Convert.ToHexString(bytes) : Convert.ToBase64String(bytes);
    }

    /// <summary>SHA-256 of <c>handle:type</c>.</summary>
    public static TokenKey Hash(ReadOnlySpan<char> handle, ReadOnlySpan<char> type)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(handle.Length + type.Length + 1);
        var rented = longest <= OnStack ? null : ArrayPool<byte>.Shared.Rent(longest);
        var buffer = rented ?? stackalloc byte[OnStack];
        var length = Encoding.UTF8.GetBytes(handle, buffer);
        buffer[length++] = (byte)':';
        length += Encoding.UTF8.GetBytes(type, buffer[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer[..length], hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return TokenKey.Of(hash);
    }
}
