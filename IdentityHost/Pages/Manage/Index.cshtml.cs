using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>The overview of the signed-in person's account.</summary>
internal sealed class IndexModel : PageModel
{
    public string DisplayName => User.GetDisplayName();
}
