using System.Globalization;
using IdentityHost.Localization;
using IdentityHost.Pages.Shared;
using IdentityHost.Sessions;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Links;
using IdentityHost.Users.Notices;
using IdentityHost.Users.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Account;

/// <summary>Chooses a new password, for who followed the link in a mail. The link works once: the new password ends it.</summary>
internal sealed class ResetPasswordModel(
    AccountLinks links, UserManager<ApplicationUser> users, PasswordChanges passwords, UserSessions sessions, SecurityNotices notices)
    : PageModel
{
    private const string CookieName = "idsrv.reset";

    private ApplicationUser? _user;
    private AccountLink? _link;

    [BindProperty]
    public string? NewPassword { get; set; }

    /// <summary>It is done.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    /// <summary>Whether the passkeys go with the old password: whoever knew that may have made one.</summary>
    [BindProperty]
    public bool RemovePasskeys { get; set; }

    /// <summary>It is done, and the passkeys are gone.</summary>
    [BindProperty(SupportsGet = true)]
    public bool PasskeysRemoved { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public PasswordProblem Problem { get; private set; }

    /// <summary>Whose password it is; null if the link is none that works.</summary>
    public string? UserName => _user?.UserName;

    /// <summary>What the person's passkeys are called.</summary>
    public IReadOnlyList<string> Passkeys { get; private set; } = [];

    public bool HasSecondFactor => _user?.TwoFactorEnabled == true;

    public async Task<IActionResult> OnGetAsync(string? token)
    {
        if (token is not null)
        {
            LinkCookie.Write(HttpContext, CookieName, token, AccountLinks.Lifetime);
            return this.SeeOther(Url.Page(null, OwnLanguage())!);
        }

        await FindAsync();
        RemovePasskeys = true;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Done = false;
        await FindAsync();
        if (_user is null)
        {
            return Page();
        }

        Problem = PasswordRules.Check(NewPassword, _user.UserName, _user.Email, _user.DisplayName);
        if (Problem != PasswordProblem.None)
        {
            return Page();
        }

        if (!await passwords.ResetAsync(_user.Id, _link!.Stamp, NewPassword!, RemovePasskeys, ct))
        {
            // Somebody else with the same link was faster.
            _user = null;
            return Page();
        }

        // The password is another by now, and the link worth nothing: even if nobody waits for this page any more (a form sent twice, a
        // window closed), whoever knew the old one leaves.
        await sessions.EndAllAsync(_user.Id, CancellationToken.None);
        var removed = RemovePasskeys && Passkeys.Count > 0;
        await notices.SendAsync(HttpContext, _user, removed ? SecurityChange.PasswordResetWithoutPasskeys : SecurityChange.PasswordReset);
        LinkCookie.Delete(HttpContext, CookieName);
        return this.SeeOther(Url.Page(null, new { Done = true, PasskeysRemoved = removed, _link.ReturnUrl })!);
    }

    private async Task FindAsync()
    {
        _link = links.Read(AccountLinks.ResetPurpose, LinkCookie.Read(HttpContext, CookieName));
        var user = _link is null ? null : await users.FindByIdAsync(_link.Subject);
        _user = user is { Disabled: false } && (user.SecurityStamp ?? "") == (_link!.Stamp ?? "") ? user : null;
        Passkeys = _user is null ? [] : [.. (await users.GetPasskeysAsync(_user)).OrderBy(passkey => passkey.CreatedAt).Select(passkey => passkey.Name ?? "")];
    }

    private static Dictionary<string, string> OwnLanguage() => new() { [UiLocalesProvider.Parameter] = CultureInfo.CurrentUICulture.Name };
}
