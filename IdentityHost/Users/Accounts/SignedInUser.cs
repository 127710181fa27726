using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Users.Accounts;

/// <summary>The person whose session it is, as their row is now.</summary>
internal sealed class SignedInUser(UserManager<ApplicationUser> users)
{
    /// <summary>Null: nobody is signed in, or somebody who was deleted or disabled since.</summary>
    internal async Task<ApplicationUser?> FindAsync(ClaimsPrincipal principal)
    {
        if (!principal.IsAuthenticated())
            return null;
        return await users.FindByIdAsync(principal.GetSubjectId()) is { Disabled: false } user ? user : null;
    }
}
