using IdentityHost.Pages.Shared;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Passkeys;
using IdentityHost.Users.Reauthentication;
using IdentityHost.Users.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>
/// Asks the signed-in person for their password or a passkey, before a page on which credentials are changed. A wrong password counts like one
/// at sign-in.
/// </summary>
internal sealed class ConfirmModel(
    SignedInUser signedIn, RecentProof proof, PasswordSignIn passwords, PasskeySignIn passkeys, UserManager<ApplicationUser> users)
    : PageModel, IPasskeyPage
{
    private const string PasswordIsMissing = "Enter your password.";
    private const string PasswordIsWrong = "The password is wrong. After several failed attempts, sign-in is paused for a few minutes.";
    private const string PasskeyIsRefused = "This passkey was not accepted. Please try again.";

    private const string Folder = "/Manage/";
    private const string Overview = "Index";
    private static readonly string[] Asking = ["Passkeys", "RecoveryCodes", "TwoFactor"];

    /// <summary>The page that asks.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>What <c>navigator.credentials.get</c> answered, as JSON.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>That page's path, which is one of ours, whatever the address says.</summary>
    public string AskingPage =>
        Folder + (Array.Find(Asking, page => page.Equals(Next, StringComparison.OrdinalIgnoreCase)) ?? Overview);

    /// <summary>For password managers.</summary>
    public string? UserName { get; private set; }

    public bool HasPassword { get; private set; }

    public bool HasPasskeys { get; private set; }

    public string? PasswordError { get; private set; }
    public string? PasskeyError { get; private set; }

    public bool Failed => (PasswordError ?? PasskeyError) is not null;

    /// <summary>Leads to this page from one that asks; from a form too, which is not sent again.</summary>
    internal static IActionResult AskBefore(PageHandlerExecutingContext context)
    {
        var asking = context.ActionDescriptor.ViewEnginePath[Folder.Length..];
        return ((PageModel)context.HandlerInstance).SeeOther(((PageModel)context.HandlerInstance).Url.Page(
            Folder + "Confirm", new { Next = asking, handler = "", Rename = (string?)null })!);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        return await proof.IsGivenAsync(HttpContext, user, ct) ? GoOn() : await ShowAsync(user);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        if (string.IsNullOrEmpty(Password))
            PasswordError = PasswordIsMissing;
        else if (!await passwords.ConfirmAsync(user, Password, ct))
            PasswordError = PasswordIsWrong;
        return Failed ? await ShowAsync(user) : await ProvenAsync(user, ct);
    }

    public async Task<IActionResult> OnPostOptionsAsync() => await signedIn.FindAsync(User) is { } user
        ? Content(await passkeys.MakeOptionsAsync(HttpContext, user), "application/json")
        : Unauthorized();

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        if (await passkeys.CheckAsync(HttpContext, Credential ?? "", ct) is not var (owner, _) || owner.Id != user.Id)
            PasskeyError = PasskeyIsRefused;
        return Failed ? await ShowAsync(user) : await ProvenAsync(user, ct);
    }

    private async Task<IActionResult> ProvenAsync(ApplicationUser user, CancellationToken ct)
    {
        await proof.GiveAsync(HttpContext, user, ct);
        return GoOn();
    }

    private IActionResult GoOn() => this.SeeOther(Url.Page(AskingPage, new { Next = (string?)null, handler = "" })!);

    private async Task<PageResult> ShowAsync(ApplicationUser user)
    {
        UserName = user.UserName;
        HasPassword = user.PasswordHash is not null;
        HasPasskeys = (await users.GetPasskeysAsync(user)).Count > 0;
        return Page();
    }
}
