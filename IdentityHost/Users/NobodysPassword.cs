using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Users;

/// <summary>A password that nobody has, to be checked where there is no user: it costs the time that a real check costs.</summary>
internal sealed class NobodysPassword(IPasswordHasher<ApplicationUser> hasher)
{
    private readonly ApplicationUser _nobody = new();
    private readonly string _hash = hasher.HashPassword(new(), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Takes the time that checking a real one takes.</summary>
    internal void SpendTime(string password) => _ = hasher.VerifyHashedPassword(_nobody, _hash, password);
}
