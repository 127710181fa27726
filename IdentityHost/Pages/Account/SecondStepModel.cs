using IdentityHost.Pages.Shared;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.SignIn;
using IdentityHost.Users.TwoFactor;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Account;

/// <summary>
/// Asks for the second factor of somebody whose password was right, and signs them in. The page's return URL is that of the sign-in page.
/// </summary>
internal abstract class SecondStepModel(
    IIdentityServerInteractionService interaction, SecondStep secondStep, SignInCompletion completion, IEventService events) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>For whom the person signs in; null if they came on their own.</summary>
    public string? ClientName { get; private set; }

    /// <summary>Too much time passed, or the user changed: they sign in from the start.</summary>
    public bool IsOver { get; private set; }

    public string? Error { get; private set; }

    /// <summary>What is said where the field is empty.</summary>
    protected abstract string NoCode { get; }

    /// <summary>What is said where the code is not accepted, for whatever reason.</summary>
    protected abstract string WrongCode { get; }

    /// <summary>How somebody is signed in by the password and this.</summary>
    protected abstract string[] Methods { get; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var target = await SignInReturn.ReadAsync(HttpContext, interaction, ReturnUrl, ct);
        return Refuse(target) ?? (await FindUserAsync(target, ct) is null ? StartAgain() : Page());
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var target = await SignInReturn.ReadAsync(HttpContext, interaction, ReturnUrl, ct);
        if (Refuse(target) is { } refusal)
            return refusal;
        if (await FindUserAsync(target, ct) is not { } user)
            return StartAgain();
        if (string.IsNullOrWhiteSpace(Code))
            return Show(NoCode);

        var clientId = target.Request?.Client.ClientId;
        if (!await CheckAsync(user, Code, ct))
        {
            await events.RaiseAsync(new UserLoginFailureEvent(user.UserName, "invalid second factor", clientId: clientId), ct);
            return Show(WrongCode);
        }

        SecondStep.End(HttpContext);
        await completion.CompleteAsync(HttpContext, user, Methods, clientId, ct);
        return this.SeeOther(target.Url ?? Url.Page("/Manage/Index")!);
    }

    /// <summary>Whether this is the user's second factor. Counts the attempt.</summary>
    protected abstract Task<bool> CheckAsync(ApplicationUser user, string code, CancellationToken ct);

    private IActionResult? Refuse(SignInReturn target)
    {
        if (target.IsRefused)
            return BadRequest();
        return target.IsStale ? this.SeeOther(target.Url!) : null;
    }

    private Task<ApplicationUser?> FindUserAsync(SignInReturn target, CancellationToken ct)
    {
        if (target.Request is { } request)
        {
            ClientName = request.Client.ClientName ?? request.Client.ClientId;
            PageSecurityHeaders.AllowFormToReach(HttpContext, request.RedirectUri);
        }

        return secondStep.FindUserAsync(HttpContext, target.Url, ct);
    }

    private PageResult StartAgain()
    {
        SecondStep.End(HttpContext);
        IsOver = true;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private PageResult Show(string error)
    {
        Error = error;
        return Page();
    }
}
