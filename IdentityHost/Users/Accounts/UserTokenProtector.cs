using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Users.Accounts;

/// <summary>
/// Encrypts what Identity keeps in <c>UserTokens</c>: the secret of an authenticator app, recovery codes. The row is part of the purpose,
/// so a value that somebody copies to another user's row can't be read there.
/// </summary>
internal sealed class UserTokenProtector(IDataProtectionProvider protection)
{
    /// <summary>Encrypts a value for one row.</summary>
    internal string Protect(string userId, string loginProvider, string name, string value) => Of(userId, loginProvider, name).Protect(value);

    /// <summary>Reads a row's value.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Another key ring, another row's value, or damage.</exception>
    internal string Unprotect(string userId, string loginProvider, string name, string value) =>
        Of(userId, loginProvider, name).Unprotect(value);

    private IDataProtector Of(string userId, string loginProvider, string name) =>
        protection.CreateProtector("IdentityHost.UserTokens", userId, loginProvider, name);
}
