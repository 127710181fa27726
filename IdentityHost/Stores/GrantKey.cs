using System.Security.Cryptography;
using System.Text;

namespace IdentityHost.Stores;

/// <summary>How a grant is found by its handle; the handle itself is never stored.</summary>
internal static class GrantKey
{
    /// <summary>Ends every handle that is issued; what does not end with it is of the older format.</summary>
    public const string HandleSuffix = "-1";

    /// <summary>Upper-case hex SHA-256 of <c>handle:type</c>; for handles of the older format its Base64.</summary>
    public static string Of(string handle, string type)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{handle}:{type}"));
        return handle.EndsWith(HandleSuffix, StringComparison.Ordinal) ? Convert.ToHexString(hash) : Convert.ToBase64String(hash);
    }
}
