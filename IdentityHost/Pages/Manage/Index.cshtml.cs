using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>The overview of the signed-in person's account: who they are here, and where they change what.</summary>
internal sealed class IndexModel(SignedInUser signedIn) : PageModel
{
    public ApplicationUser Account { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync()
    {
        if (await signedIn.FindAsync(User) is not { } user)
        {
            return Challenge();
        }

        Account = user;
        return Page();
    }
}
