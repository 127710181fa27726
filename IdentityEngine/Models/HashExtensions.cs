#nullable disable

using System.Security.Cryptography;
using System.Text;

namespace IdentityEngine.Models;

/// <summary>The hash in which secrets are stored.</summary>
public static class HashExtensions
{
    /// <summary>The Base64 SHA-256 of the text's UTF-8 bytes; empty for no text.</summary>
    public static string Sha256(this string input) =>
        string.IsNullOrEmpty(input) ? string.Empty : Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(input)));
}
