using System.Security.Cryptography;
using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Identity;
using Shared;

namespace IdentityHost.Users.Passwords;

/// <summary>
/// Makes and checks the stored hashes of passwords, on the caller's thread. Each takes tens of milliseconds: ask <see cref="PasswordWork"/>
/// for a turn first.
/// </summary>
internal sealed class PasswordHashes(IPasswordHasher<ApplicationUser> hasher)
{
    private static readonly ApplicationUser Nobody = new();

    // A password that nobody has, to be checked where there is no user: it costs the time that a real check costs.
    private readonly Lazy<string> _nobodysHash =
        new(() => hasher.HashPassword(Nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));

    /// <exception cref="ArgumentException">A password that <see cref="PasswordRules"/> refuses.</exception>
    internal string Make(string password) =>
        hasher.HashPassword(Nobody, OpaqueString.Enforce(password) ?? throw new ArgumentException("No password may be this.", nameof(password)));

    /// <summary>Takes about the same time whether there is a hash or not.</summary>
    /// <returns>Whether the password is right, and a new hash in the place of one that was made in an older way.</returns>
    internal (bool IsRight, string? NewHash) Check(string? hash, string password)
    {
        if (password.Length is 0 or > PasswordRules.MaximumLength)
            return (false, null);

        var stored = hash ?? _nobodysHash.Value;
        var enforced = OpaqueString.Enforce(password);
        var verdict = enforced is null ? PasswordVerificationResult.Failed : hasher.VerifyHashedPassword(Nobody, stored, enforced);
        if (verdict is PasswordVerificationResult.Failed && enforced != password)
        {
            // Before passwords were brought into one form they were hashed as they had been typed.
            verdict = hasher.VerifyHashedPassword(Nobody, stored, password);
            if (verdict is PasswordVerificationResult.Success && enforced is not null)
                verdict = PasswordVerificationResult.SuccessRehashNeeded;
        }

        if (hash is null || verdict is PasswordVerificationResult.Failed)
            return (false, null);
        return (true, verdict is PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(Nobody, enforced ?? password) : null);
    }
}
