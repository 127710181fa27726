using System.Buffers.Text;
using IdentityHost.Pages.Shared;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Notices;
using IdentityHost.Users.Passkeys;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>The signed-in person's passkeys: adds, renames and removes them.</summary>
[TypeFilter<RequiresRecentProof>]
internal sealed class PasskeysModel(
    SignedInUser signedIn, UserManager<ApplicationUser> users, PasskeyEnrollment registration, SecurityNotices notices)
    : PageModel, IPasskeyPage
{
    private const string NoName = "Enter a name, so that you know this passkey again.";
    private const string NotAdded = "This passkey was not added. Please try again.";
    private const string TooMany = "You have as many passkeys as there can be. Remove one that you don’t use.";
    private const string TheLast = "Without this passkey you could not sign in any more: your account has no password. Add another passkey first.";
    private const string Gone = "This passkey is not there any more.";
    private const string Changed = "Your account was changed elsewhere at the same moment. Please try again.";

    /// <summary>The name of the passkey that is added or renamed.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>What <c>navigator.credentials.create</c> answered, as JSON.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>Of a passkey that there is (<see cref="IdOf"/>).</summary>
    [BindProperty]
    public string? Id { get; set; }

    /// <summary>The passkey whose name can be changed in the list; null if none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Rename { get; set; }

    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public string? Error { get; private set; }
    public string? NameError { get; private set; }
    public string? NewNameError { get; private set; }

    public bool Failed => (Error ?? NameError ?? NewNameError) is not null;

    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    public async Task<IActionResult> OnGetAsync() => await signedIn.FindAsync(User) is { } user ? await ShowAsync(user) : Challenge();

    public async Task<IActionResult> OnPostOptionsAsync()
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Unauthorized();
        return Content(await registration.MakeOptionsAsync(HttpContext, user), "application/json");
    }

    public async Task<IActionResult> OnPostAddAsync()
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        NewNameError = IsName(Name) ? null : NoName;
        if (!Failed && (await users.GetPasskeysAsync(user)).Count >= PasskeyEnrollment.MostPasskeys)
            Error = TooMany;
        else if (!Failed && !await registration.AddAsync(HttpContext, user, Credential ?? "", Name!.Trim()))
            Error = NotAdded;
        if (Failed)
            return await ShowAsync(user);
        await notices.SendAsync(HttpContext, user, SecurityChange.PasskeyAdded);
        return Done();
    }

    public async Task<IActionResult> OnPostRenameAsync()
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        Rename = Id;
        if (await FindAsync(user) is not { } passkey)
        {
            Error = Gone;
        }
        else if (!IsName(Name))
        {
            NameError = NoName;
        }
        else
        {
            passkey.Name = Name!.Trim();
            Error = (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded ? null : Changed;
        }

        return Failed ? await ShowAsync(user) : Done();
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        if (await FindAsync(user) is not { } passkey)
            return Done();
        if (user.PasswordHash is null && (await users.GetPasskeysAsync(user)).Count == 1)
            Error = TheLast;
        else if (!await registration.RemoveAsync(user, passkey))
            Error = Changed;
        else
            await notices.SendAsync(HttpContext, user, SecurityChange.PasskeyRemoved);
        return Failed ? await ShowAsync(user) : Done();
    }

    private static bool IsName(string? name) => !string.IsNullOrWhiteSpace(name) && name.Length <= PasskeyEnrollment.MaximumNameLength;

    private async Task<UserPasskeyInfo?> FindAsync(ApplicationUser user) =>
        Base64Url.IsValid(Id) ? await users.GetPasskeyAsync(user, Base64Url.DecodeFromChars(Id)) : null;

    private async Task<PageResult> ShowAsync(ApplicationUser user)
    {
        Passkeys = [.. (await users.GetPasskeysAsync(user)).OrderBy(passkey => passkey.CreatedAt)];
        return Page();
    }

    private IActionResult Done() => this.SeeOther(Url.Page("/Manage/Passkeys", new { Rename = (string?)null })!);
}
