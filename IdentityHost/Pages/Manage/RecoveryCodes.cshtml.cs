using IdentityHost.Pages.Shared;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Notices;
using IdentityHost.Users.TwoFactor;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>Shows new recovery codes, once, and makes others in their place.</summary>
[TypeFilter<RequiresRecentProof>]
internal sealed class RecoveryCodesModel(
    SignedInUser signedIn, RecoveryCodes recoveryCodes, InterimCookie cookie, SecurityNotices notices) : PageModel
{
    private const string CookieName = "idsrv.recovery-codes";
    private const char Separator = ' ';
    private const string Changed = "Your account was changed elsewhere at the same moment. Please try again.";

    /// <summary>Codes that are shown now and never again; null if there are none to be shown.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>How many are left.</summary>
    public int CodesLeft { get; private set; }

    public string? Error { get; private set; }

    public bool Failed => Error is not null;

    /// <summary>The next GET shows these codes: the answer to a form is a redirect, so that reloading the page makes no others.</summary>
    internal static void ShowNext(HttpContext context, InterimCookie cookie, IEnumerable<string> codes) =>
        cookie.Write(context, CookieName, string.Join(Separator, codes.Prepend(context.User.GetSubjectId())));

    public async Task<IActionResult> OnGetAsync()
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        if (!user.TwoFactorEnabled)
            return RedirectToPage("/Manage/TwoFactor");
        // For nobody else who signed in in this browser meanwhile.
        if (cookie.Read(HttpContext, CookieName)?.Split(Separator) is [var subject, .. var codes] && subject == user.Id)
            Codes = codes;
        InterimCookie.Delete(HttpContext, CookieName);
        return await ShowAsync(user);
    }

    /// <summary>Makes new codes: those there were are worth nothing any more.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        if (!user.TwoFactorEnabled)
            return this.SeeOther(Url.Page("/Manage/TwoFactor")!);

        if (await recoveryCodes.ReplaceAsync(user) is not { } codes)
        {
            Error = Changed;
            return await ShowAsync(user);
        }

        await notices.SendAsync(HttpContext, user, SecurityChange.RecoveryCodesMade);
        ShowNext(HttpContext, cookie, codes);
        return this.SeeOther(Url.Page("/Manage/RecoveryCodes")!);
    }

    private async Task<PageResult> ShowAsync(ApplicationUser user)
    {
        CodesLeft = await recoveryCodes.CountAsync(user);
        return Page();
    }
}
