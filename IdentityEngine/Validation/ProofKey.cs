using System.Security.Cryptography;
using System.Text;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityEngine.Validation;

/// <summary>Proof key for code exchange (RFC 7636).</summary>
internal static class ProofKey
{
    public const string S256 = "S256";
    public const string Plain = "plain";

    /// <summary>Of a Base64 SHA-256.</summary>
    private const int HashLength = 44;

    public static bool IsProven(AuthorizationCode code, Client client, string? verifier)
    {
        if (string.IsNullOrEmpty(code.CodeChallenge))
        {
            // RFC 9700 4.8.2: a verifier without a challenge means that somebody took the challenge away.
            return !client.RequirePkce && string.IsNullOrEmpty(verifier);
        }

        if (string.IsNullOrEmpty(verifier))
        {
            return false;
        }

        var challenge = code.CodeChallengeMethod switch
        {
            S256 => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(verifier))),
            Plain when client.AllowPlainTextPkce => verifier,
            _ => null,
        };
        if (challenge is null)
        {
            return false;
        }

        var expected = IsHash(code.CodeChallenge) ? challenge.Sha256() : challenge;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(code.CodeChallenge));
    }

    /// <summary>
    /// Its length (RFC 7636 4.1), which is what makes it hard to guess. Characters beyond the RFC's alphabet, such as the <c>/</c> and
    /// <c>=</c> of clients that take Base64 for base64url, take nothing from that: the hash decides.
    /// </summary>
    public static bool IsVerifier(string value, InputLengthRestrictions limits) =>
        value.Length >= limits.CodeVerifierMinLength && value.Length <= limits.CodeVerifierMaxLength;

    /// <summary>Whether a code holds the hash of its challenge. A challenge that an earlier version stored as it was never ends like that.</summary>
    private static bool IsHash(string stored) => stored.Length == HashLength && stored.EndsWith('=');
}
