using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Users;

/// <summary>A password that nobody has, to be checked where there is no user: it costs the time that a real check costs.</summary>
internal sealed class NobodysPassword(IPasswordHasher<ApplicationUser> hasher)
{
    private readonly ApplicationUser _nobody = new();
    private readonly string _hash = hasher.HashPassword(new(), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>False, after the usual time.</summary>
    internal bool Verify(string password) =>
        hasher.VerifyHashedPassword(_nobody, _hash, password) == PasswordVerificationResult.Success;
}
