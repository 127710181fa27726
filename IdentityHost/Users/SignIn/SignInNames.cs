using IdentityHost.Users.Accounts;
using Microsoft.EntityFrameworkCore;
using Shared;

namespace IdentityHost.Users.SignIn;

/// <summary>
/// Whom a person means who types a user name or an e-mail address to sign in. One statement, whether there is somebody or not.
/// </summary>
internal sealed class SignInNames(UsersDbContext context)
{
    // The one with the name, and so many with the address that it is clear that it is not one.
    private const int MostNeeded = 3;

    internal async Task<ApplicationUser?> FindAsync(string typed, CancellationToken ct)
    {
        if (typed.Length is 0 or > UserNames.MaximumLength || typed.Any(char.IsControl))
            return null;
        var name = UserNames.Normalize(typed);
        var addresses = UserNames.FormsOfEmail(typed);
        var found = await context.Users
            .Where(user => user.NormalizedUserName == name
                || (addresses.Contains(user.NormalizedEmail) && user.EmailConfirmed && !user.Disabled))
            .OrderByDescending(user => user.NormalizedUserName == name)
            .Take(MostNeeded)
            .ToListAsync(ct);
        return Choose(found, name);
    }

    /// <summary>
    /// A user name is one person's, so it decides, also where it is somebody else's address. An address counts if it is confirmed and one
    /// person's: of two who have it, nobody is signed in by it.
    /// </summary>
    internal static ApplicationUser? Choose(IReadOnlyList<ApplicationUser> found, string normalizedName)
    {
        var named = found.FirstOrDefault(user => string.Equals(user.NormalizedUserName, normalizedName, StringComparison.Ordinal));
        return named ?? (found is [var one] ? one : null);
    }
}
