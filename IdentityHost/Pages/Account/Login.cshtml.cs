using IdentityHost.Hosting;
using IdentityHost.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Account;

/// <summary>
/// Signs a person in with user name and password: for the sake of an authorization request, which is the return URL, or without one.
/// </summary>
internal sealed class LoginModel(
    IIdentityServerInteractionService interaction, PasswordSignIn passwords, IEventService events) : PageModel
{
    // One answer for every reason, so that it tells nobody which names exist (PasswordSignIn). The pause is said to everybody.
    private const string NotSignedIn =
        "The user name or the password is wrong. After several failed attempts, sign-in is paused for a few minutes.";

    private const string NotPossible = "This application does not accept a user name and password of this server.";

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
        var request = await FindRequestAsync(ct);
        UserName = request?.LoginHint;
        return Refuse(request) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var request = await FindRequestAsync(ct);
        if (Refuse(request) is { } refusal)
        {
            return refusal;
        }

        UserNameError = string.IsNullOrWhiteSpace(UserName) ? "Enter your user name." : null;
        PasswordError = string.IsNullOrEmpty(Password) ? "Enter your password." : null;
        if (Failed || !IsPossible)
        {
            return Page();
        }

        var user = await passwords.CheckAsync(UserName!.Trim(), Password!, ct);
        if (user is null)
        {
            // Without the typed name: it may be a password.
            await events.RaiseAsync(new UserLoginFailureEvent(null, "invalid credentials", clientId: request?.Client.ClientId), ct);
            Error = NotSignedIn;
            return Page();
        }

        var displayName = user.DisplayName ?? user.UserName!;
        await HttpContext.SignInAsync(new IdentityServerUser(user.Id) { DisplayName = displayName });
        await events.RaiseAsync(new UserLoginSuccessEvent(user.UserName, user.Id, displayName, clientId: request?.Client.ClientId), ct);
        return this.SeeOther(ReturnUrl ?? Url.Page("/Account/Logout")!);
    }

    /// <summary>The person does not want to sign in: the client is told so (RFC 6749 4.1.2.1, access_denied).</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        var request = await FindRequestAsync(ct);
        if (Refuse(request) is { } refusal)
        {
            return refusal;
        }

        if (request is null)
        {
            return this.SeeOther(Url.Page("/Account/Login")!);
        }

        await interaction.DenyAuthorizationAsync(request, InteractionError.AccessDenied, ct);
        return this.SeeOther(ReturnUrl!);
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

    private async Task<AuthorizationRequest?> FindRequestAsync(CancellationToken ct)
    {
        var request = string.IsNullOrEmpty(ReturnUrl) ? null : await interaction.GetAuthorizationContextAsync(ReturnUrl, ct);
        if (request is not null)
        {
            ClientName = request.Client.ClientName ?? request.Client.ClientId;
            IsPossible = request.Client.EnableLocalLogin;
            Error = IsPossible ? null : NotPossible;
            PageSecurityHeaders.AllowFormToReach(HttpContext, request.RedirectUri);
        }

        return request;
    }

    /// <summary>
    /// Refuses a return URL that is not this server's own (RFC 9700 4.11, open redirection). One that is its own, but whose request can't
    /// be answered any more, goes back to the authorization endpoint, which says why.
    /// </summary>
    private IActionResult? Refuse(AuthorizationRequest? request)
    {
        if (string.IsNullOrEmpty(ReturnUrl))
        {
            ReturnUrl = null;
            return null;
        }

        // The engine's word, and the host's own: no engine's idea of a local address decides alone.
        var callback = Request.PathBase + EnginePaths.AuthorizeCallback + "?";
        if (!interaction.IsValidReturnUrl(ReturnUrl) || !ReturnUrl.StartsWith(callback, StringComparison.Ordinal))
        {
            return BadRequest();
        }

        return request is null ? this.SeeOther(ReturnUrl) : null;
    }
}
