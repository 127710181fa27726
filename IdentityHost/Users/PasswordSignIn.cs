using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Users;

/// <summary>
/// Checks a user name and a password. Every refusal is the same, and takes about the same time: an unknown name, a wrong password, a
/// user who is locked out or disabled. So the answer tells nobody which names exist.
/// </summary>
internal sealed class PasswordSignIn(
    UserManager<ApplicationUser> users,
    NobodysPassword nobodysPassword,
    SignInAttempts attempts,
    ILogger<PasswordSignIn> logger)
{
    /// <summary>Longest user name, in characters: the column's width.</summary>
    internal const int MaximumNameLength = 256;

    /// <summary>Longest password, in characters: far beyond any that a person has, and no work for the hash function to speak of.</summary>
    internal const int MaximumPasswordLength = 1024;

    /// <summary>The user, if name and password are right and the user may sign in now; else null.</summary>
    internal async Task<ApplicationUser?> CheckAsync(string userName, string password, CancellationToken ct)
    {
        var user = await FindAsync(userName);

        // The same statements and one hash computation, whether there is such a user or not.
        var allowed = await attempts.BeginAsync(user?.Id ?? "", ct);
        var matches = password.Length <= MaximumPasswordLength
            && (user?.PasswordHash is null ? nobodysPassword.Verify(password) : await users.CheckPasswordAsync(user, password));

        if (user is null)
        {
            Log.UnknownUser(logger);
            return null;
        }

        if (!matches || !allowed || user.Disabled)
        {
            Log.SignInRefused(logger, user.Id, ReasonOf(allowed, user.Disabled));
            return null;
        }

        await attempts.SucceedAsync(user.Id, ct);
        return user;
    }

    private static string ReasonOf(bool allowed, bool disabled)
    {
        if (!allowed)
        {
            return "locked out";
        }

        return disabled ? "disabled" : "wrong password";
    }

    private async Task<ApplicationUser?> FindAsync(string userName) =>
        userName.Length > MaximumNameLength || userName.Any(char.IsControl) ? null : await users.FindByNameAsync(userName);
}
