using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using IdentityEngine.Models;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Validation;

/// <summary>Proof key for code exchange (RFC 7636), with the challenge method S256 alone.</summary>
internal static class ProofKey
{
    public const string S256 = "S256";

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public static bool IsProven(AuthorizationCode code, Client client, string? verifier, int shortest)
    {
        if (string.IsNullOrEmpty(code.CodeChallenge))
        {
            // RFC 9700 4.8.2: a verifier without a challenge means that somebody took the challenge away.
            return !client.RequirePkce && string.IsNullOrEmpty(verifier);
        }

        if (verifier is null
            || verifier.Length < shortest
            || verifier.AsSpan().ContainsAnyExcept(Unreserved)
            || !string.Equals(code.CodeChallengeMethod, S256, StringComparison.Ordinal))
        {
            return false;
        }

        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(challenge), Encoding.UTF8.GetBytes(code.CodeChallenge));
    }
}
