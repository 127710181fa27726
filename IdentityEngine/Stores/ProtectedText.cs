using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityEngine.Stores;

/// <summary>Protected text that comes back from a browser.</summary>
internal static class ProtectedText
{
    /// <summary>
    /// The text, or null if it was changed or is not ours: that is bad input, no failure. A key ring that can't be read is one:
    /// Data Protection wraps it in the same exception type, around the cause, and it is passed on.
    /// </summary>
    internal static string? Unprotect(IDataProtector protector, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        try
        {
            return protector.Unprotect(value);
        }
        catch (CryptographicException exception) when (exception.InnerException is null or CryptographicException or FormatException)
        {
            return null;
        }
    }
}
