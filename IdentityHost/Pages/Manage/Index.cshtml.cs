using IdentityHost.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>The overview of the signed-in person's account: who they are here, and where they change what.</summary>
internal sealed class IndexModel(UserManager<ApplicationUser> users) : PageModel
{
    public ApplicationUser Account { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.FindByIdAsync(User.GetSubjectId()) is not { Disabled: false } user)
        {
            return await this.SignedOutAsync();
        }

        Account = user;
        return Page();
    }
}
