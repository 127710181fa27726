using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Account;

/// <summary>Says who is signed in, and signs them out of this server when they ask for it (never by a link alone).</summary>
internal sealed class LogoutModel(IEventService events) : PageModel
{
    /// <summary>Who is signed in; null if nobody is.</summary>
    public string? DisplayName { get; private set; }

    public void OnGet() => DisplayName = User.IsAuthenticated() ? User.GetDisplayName() : null;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (User.IsAuthenticated())
        {
            await HttpContext.SignOutAsync();
            await events.RaiseAsync(new UserLogoutSuccessEvent(User.GetSubjectId(), User.GetDisplayName()), ct);
        }

        return this.SeeOther(Url.Page("/Account/Logout")!);
    }
}
