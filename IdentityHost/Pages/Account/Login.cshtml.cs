using IdentityHost.Pages.Shared;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.SignIn;
using IdentityHost.Users.TwoFactor;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Account;

/// <summary>
/// Signs a person in with user name and password: for the sake of an authorization request or of a signed-in page, which is the return
/// URL, or without one.
/// </summary>
[TypeFilter<SignedInElsewhere>]
internal sealed class LoginModel(
    IIdentityServerInteractionService interaction, PasswordSignIn passwords, SecondStep secondStep,
    SignInCompletion completion, SignedInUser signedIn, IEventService events) : PageModel, IPasskeyPage
{
    // One answer for every reason, so that it tells nobody which names exist (PasswordSignIn). The pause is said to everybody.
    private const string NotSignedIn =
        "The user name or the password is wrong. After several failed attempts, sign-in is paused for a few minutes.";

    private const string NotPossible = "This application does not accept a user name and password of this server.";
    private const string NoUserName = "Enter your user name or your email address.";
    private const string NoPassword = "Enter your password.";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>For whom the person signs in; null if they came on their own.</summary>
    public string? ClientName { get; private set; }

    /// <summary>Whether there is a form to fill in.</summary>
    public bool IsPossible { get; private set; } = true;

    public string? Error { get; private set; }
    public string? UserNameError { get; private set; }
    public string? PasswordError { get; private set; }

    public bool Failed => (Error ?? UserNameError ?? PasswordError) is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var target = await ReadReturnUrlAsync(ct);
        UserName = target.Request?.LoginHint;
        if (Refuse(target) is { } refusal)
        {
            return refusal;
        }

        // An authorization request leads here because it wants a sign-in, whoever is signed in already. Nothing else does.
        return target.Request is null && await signedIn.FindAsync(User) is not null
            ? this.SeeOther(target.Url ?? Url.Page("/Manage/Index")!)
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var target = await ReadReturnUrlAsync(ct);
        if (Refuse(target) is { } refusal)
        {
            return refusal;
        }

        UserNameError = string.IsNullOrWhiteSpace(UserName) ? NoUserName : null;
        PasswordError = string.IsNullOrEmpty(Password) ? NoPassword : null;
        if (Failed || !IsPossible)
        {
            return Page();
        }

        var clientId = target.Request?.Client.ClientId;
        var user = await passwords.CheckAsync(UserName!.Trim(), Password!, ct);
        if (user is null)
        {
            // Without the typed name: it may be a password.
            await events.RaiseAsync(new UserLoginFailureEvent(null, "invalid credentials", clientId: clientId), ct);
            Error = NotSignedIn;
            return Page();
        }

        if (user.TwoFactorEnabled)
        {
            await secondStep.BeginAsync(HttpContext, user, target.Url, ct);
            return this.SeeOther(Url.Page("/Account/TwoFactor", new { ReturnUrl = target.Url })!);
        }

        await completion.CompleteAsync(HttpContext, user, [AuthenticationMethods.Password], clientId, ct);
        return this.SeeOther(target.Url ?? Url.Page("/Manage/Index")!);
    }

    /// <summary>The person does not want to sign in: the client is told so (RFC 6749 4.1.2.1, access_denied).</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        var target = await ReadReturnUrlAsync(ct);
        if (Refuse(target) is { } refusal)
        {
            return refusal;
        }

        if (target.Request is null)
        {
            return this.SeeOther(Url.Page("/Account/Login")!);
        }

        await interaction.DenyAuthorizationAsync(target.Request, InteractionError.AccessDenied, ct);
        return this.SeeOther(target.Url!);
    }

    /// <summary>What describes a field to a screen reader: its own error, or the page's.</summary>
    public string? DescriptionOf(string ownErrorId, string? ownError)
    {
        if (ownError is not null)
        {
            return ownErrorId;
        }

        return Error is null ? null : "error";
    }

    private async Task<SignInReturn> ReadReturnUrlAsync(CancellationToken ct)
    {
        var target = await SignInReturn.ReadAsync(HttpContext, interaction, ReturnUrl, ct);
        if (target.Request is { } request)
        {
            ClientName = request.Client.ClientName ?? request.Client.ClientId;
            IsPossible = request.Client.EnableLocalLogin;
            Error = IsPossible ? null : NotPossible;
            PageSecurityHeaders.AllowFormToReach(HttpContext, request.RedirectUri);
        }

        return target;
    }

    private IActionResult? Refuse(SignInReturn target)
    {
        if (target.IsRefused)
        {
            return BadRequest();
        }

        return target.IsStale ? this.SeeOther(target.Url!) : null;
    }
}
