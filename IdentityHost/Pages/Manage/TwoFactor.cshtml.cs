using System.Text;
using IdentityHost.Pages.Shared;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Notices;
using IdentityHost.Users.TwoFactor;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>
/// The second step of the signed-in person's sign-in: sets up an authenticator app, which counts once its code was typed here, and takes
/// it off again.
/// </summary>
[TypeFilter<RequiresRecentProof>]
internal sealed class TwoFactorModel(
    SignedInUser signedIn, Authenticator authenticator, RecoveryCodes recoveryCodes, InterimCookie cookie, SecurityNotices notices,
    IIssuerNameService issuer) : PageModel
{
    private const string CodeIsMissing = "Enter the code that your app shows.";
    private const string CodeIsWrong = "This is not the code that the app shows now. Is the clock of your phone right?";
    private const string Changed = "Your account was changed elsewhere at the same moment. Please try again.";
    private const int CharactersInGroup = 4;

    [BindProperty]
    public string? Code { get; set; }

    public bool IsOn { get; private set; }

    /// <summary>Of the recovery codes, how many are left.</summary>
    public int CodesLeft { get; private set; }

    /// <summary>What the app has to be told, while it is being set up; else null.</summary>
    public string? Secret { get; private set; }

    /// <summary>The secret as people read it: in groups of four.</summary>
    public string SpacedSecret => string.Join(' ', (Secret ?? "").Chunk(CharactersInGroup).Select(group => new string(group)));

    /// <summary>For an app on this very device.</summary>
    public string AppAddress { get; private set; } = "";

    public string? Error { get; private set; }
    public string? CodeError { get; private set; }

    public bool Failed => (Error ?? CodeError) is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await signedIn.FindAsync(User) is { } user ? await ShowAsync(user, ct) : Challenge();

    /// <summary>Makes a secret for the app. Nothing is asked for at sign-in yet.</summary>
    public async Task<IActionResult> OnPostPrepareAsync(CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        if (!user.TwoFactorEnabled && !(await authenticator.PrepareAsync(user)).Succeeded)
        {
            Error = Changed;
            return await ShowAsync(user, ct);
        }

        return this.SeeOther(Url.Page("/Manage/TwoFactor")!);
    }

    /// <summary>The app has the secret: from now on its code is asked for.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        if (user.TwoFactorEnabled)
            return this.SeeOther(Url.Page("/Manage/TwoFactor")!);

        if (string.IsNullOrWhiteSpace(Code))
            CodeError = CodeIsMissing;
        else if (!await authenticator.AcceptAsync(user, Code, ct))
            CodeError = CodeIsWrong;
        if (Failed)
            return await ShowAsync(user, ct);

        if (await authenticator.TurnOnAsync(user) is not { } codes)
        {
            Error = Changed;
            return await ShowAsync(user, ct);
        }

        await notices.SendAsync(HttpContext, user, SecurityChange.SecondFactorOn);
        RecoveryCodesModel.ShowNext(HttpContext, cookie, codes);
        return this.SeeOther(Url.Page("/Manage/RecoveryCodes")!);
    }

    /// <summary>Takes the second step off, or stops setting it up.</summary>
    public async Task<IActionResult> OnPostTurnOffAsync(CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is not { } user)
            return Challenge();
        var wasOn = user.TwoFactorEnabled;
        if (!(await authenticator.TurnOffAsync(user)).Succeeded)
            Error = Changed;
        else if (wasOn)
            await notices.SendAsync(HttpContext, user, SecurityChange.SecondFactorOff);
        return Failed ? await ShowAsync(user, ct) : this.SeeOther(Url.Page("/Manage/TwoFactor")!);
    }

    private async Task<PageResult> ShowAsync(ApplicationUser user, CancellationToken ct)
    {
        IsOn = user.TwoFactorEnabled;
        if (IsOn)
        {
            CodesLeft = await recoveryCodes.CountAsync(user);
        }
        else if (await authenticator.FindSecretAsync(user) is { } secret)
        {
            Secret = secret;
            AppAddress = AddressOf(new Uri(await issuer.GetCurrentAsync(ct)).Host, user.UserName!, secret);
        }

        return Page();
    }

    /// <summary>The "key URI" that authenticator apps read.</summary>
    private static string AddressOf(string issuer, string account, string secret) =>
        new StringBuilder("otpauth://totp/")
            .Append(Uri.EscapeDataString(issuer)).Append(':').Append(Uri.EscapeDataString(account))
            .Append("?secret=").Append(secret)
            .Append("&issuer=").Append(Uri.EscapeDataString(issuer))
            .ToString();
}
