using IdentityHost.Pages.Shared;
using IdentityHost.Users.Passkeys;
using IdentityHost.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Account;

/// <summary>Signs a person in by a passkey alone. The question is asked on the sign-in page; here are its options and its answer.</summary>
internal sealed class PasskeyModel(
    IIdentityServerInteractionService interaction, PasskeySignIn passkeys, SignInCompletion completion, IEventService events)
    : PageModel, IPasskeyPage
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>What <c>navigator.credentials.get</c> answered, as JSON.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>There is nothing to see before an answer was refused.</summary>
    public IActionResult OnGet() => RedirectToPage("/Account/Login", new { ReturnUrl });

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await passkeys.MakeOptionsAsync(HttpContext), "application/json");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var target = await SignInReturn.ReadAsync(HttpContext, interaction, ReturnUrl, ct);
        if (target.IsRefused)
            return BadRequest();
        if (target.IsStale)
            return this.SeeOther(target.Url!);
        if (target.Request is { } request)
        {
            // The sign-in page says why not.
            if (!request.Client.EnableLocalLogin)
                return this.SeeOther(Url.Page("/Account/Login", new { ReturnUrl })!);
            PageSecurityHeaders.AllowFormToReach(HttpContext, request.RedirectUri);
        }

        var clientId = target.Request?.Client.ClientId;
        if (await passkeys.CheckAsync(HttpContext, Credential ?? "", ct) is not var (user, methods))
        {
            await events.RaiseAsync(new UserLoginFailureEvent(null, "invalid passkey", clientId: clientId), ct);
            return Page();
        }

        await completion.CompleteAsync(HttpContext, user, methods, clientId, ct);
        return this.SeeOther(target.Url ?? Url.Page("/Manage/Index")!);
    }
}
