#nullable disable

using System.Security.Cryptography;
using System.Text;

namespace IdentityEngine.Models;

/// <summary>The hashes in which secrets are stored.</summary>
public static class HashExtensions
{
    /// <summary>The Base64 SHA-256 of the text's UTF-8 bytes; empty for no text.</summary>
    public static string Sha256(this string input) =>
        string.IsNullOrEmpty(input) ? string.Empty : Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(input)));

    /// <summary>The Base64 SHA-512 of the text's UTF-8 bytes; empty for no text.</summary>
    public static string Sha512(this string input) =>
        string.IsNullOrEmpty(input) ? string.Empty : Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(input)));
}
