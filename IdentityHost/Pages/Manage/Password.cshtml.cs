using IdentityHost.Pages.Shared;
using IdentityHost.Sessions;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Notices;
using IdentityHost.Users.Passwords;
using IdentityHost.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>Changes the signed-in person's password. The old one is asked for, and a wrong one counts like one at sign-in.</summary>
internal sealed class PasswordModel(
    SignedInUser signedIn,
    PasswordSignIn signIn,
    PasswordChanges passwords,
    UserSessions sessions,
    IUserSession session,
    SecurityNotices notices) : PageModel
{
    private const string NotChanged =
        "The current password is wrong. After several failed attempts, it is not checked for a few minutes.";

    private const string NoPassword = "Enter your current password.";

    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    /// <summary>It is done.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public string? UserName { get; private set; }

    /// <summary>Whether there is a current password to ask for.</summary>
    public bool HasPassword { get; private set; }

    public string? CurrentError { get; private set; }
    public PasswordProblem Problem { get; private set; }
    public bool Failed => CurrentError is not null || Problem != PasswordProblem.None;

    public async Task<IActionResult> OnGetAsync() => await FindAsync() is null ? Challenge() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Done = false;
        if (await FindAsync() is not { } user)
        {
            return Challenge();
        }

        CurrentError = string.IsNullOrEmpty(CurrentPassword) ? NoPassword : null;
        Problem = PasswordRules.Check(NewPassword, user.UserName, user.Email, user.DisplayName);
        if (Failed || !HasPassword)
        {
            return Page();
        }

        var ownSession = await session.GetSessionIdAsync(ct);
        if (!await signIn.ConfirmAsync(user, CurrentPassword, ct) || !await passwords.ChangeAsync(user, NewPassword!, ct))
        {
            CurrentError = NotChanged;
            return Page();
        }

        // The password is another by now: even if nobody waits for this page any more (a form sent twice, a window closed), whoever knew
        // the old one leaves.
        await sessions.LeaveOnlyAsync(user.Id, ownSession, CancellationToken.None);
        await notices.SendAsync(HttpContext, user, SecurityChange.PasswordChanged);
        return this.SeeOther(Url.Page(null, new { Done = true })!);
    }

    private async Task<ApplicationUser?> FindAsync()
    {
        var user = await signedIn.FindAsync(User);
        UserName = user?.UserName;
        HasPassword = user?.PasswordHash is not null;
        return user;
    }
}
