using IdentityHost.Users;
using IdentityHost.Users.TwoFactor;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>Shows new recovery codes, once, and makes others in their place.</summary>
internal sealed class RecoveryCodesModel(
    SignedInUser signedIn, RecoveryCodes recoveryCodes, InterimCookie cookie, PasswordSignIn passwords) : PageModel
{
    private const string CookieName = "idsrv.recovery-codes";
    private const char Separator = ' ';
    private const string PasswordIsWrong = "The password is wrong. After several failed attempts, sign-in is paused for a few minutes.";
    private const string Changed = "Your account was changed elsewhere at the same moment. Please try again.";

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>For password managers.</summary>
    public string? UserName { get; private set; }

    /// <summary>Codes that are shown now and never again; null if there are none to be shown.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>How many are left.</summary>
    public int CodesLeft { get; private set; }

    public string? Error { get; private set; }
    public string? PasswordError { get; private set; }

    public bool Failed => (Error ?? PasswordError) is not null;

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
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        if (!user.TwoFactorEnabled)
            return this.SeeOther(Url.Page("/Manage/TwoFactor")!);

        if (!await passwords.ConfirmAsync(user, Password, ct))
            PasswordError = PasswordIsWrong;
        else if (await recoveryCodes.ReplaceAsync(user) is not { } codes)
            Error = Changed;
        else
            ShowNext(HttpContext, cookie, codes);
        if (!Failed)
            return this.SeeOther(Url.Page("/Manage/RecoveryCodes")!);
        return await ShowAsync(user);
    }

    private async Task<PageResult> ShowAsync(ApplicationUser user)
    {
        UserName = user.UserName;
        CodesLeft = await recoveryCodes.CountAsync(user);
        return Page();
    }
}
