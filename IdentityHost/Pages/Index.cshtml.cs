using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages;

/// <summary>What somebody finds who opens the server's address: what this is, and the way to their account.</summary>
internal sealed class IndexModel(SignedInUser signedIn) : PageModel
{
    /// <summary>Who is signed in; null if nobody is.</summary>
    public string? DisplayName { get; private set; }

    public async Task OnGetAsync() =>
        DisplayName = await signedIn.FindAsync(User) is { } user ? user.DisplayName ?? user.UserName : null;
}
