using System.Globalization;
using IdentityHost.Localization;
using IdentityHost.Pages.Shared;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Links;
using IdentityHost.Users.Passwords;
using IdentityHost.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Account;

/// <summary>Completes a sign-up, for who followed the link in a mail and so has the address. It works once: then there is an account.</summary>
internal sealed class ConfirmEmailModel(
    IIdentityServerInteractionService interaction, AccountLinks links, SignUps signUps, SignInCompletion completion) : PageModel
{
    internal const int LongestName = 256;

    private const string CookieName = "idsrv.signup";

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    /// <summary>The address, which is the user name; null if the link is none that works.</summary>
    public string? Email { get; private set; }

    /// <summary>There is an account with the address: perhaps the link was used already.</summary>
    public bool IsThere { get; private set; }

    public PasswordProblem Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken ct)
    {
        if (token is not null)
        {
            LinkCookie.Write(HttpContext, CookieName, token, AccountLinks.Lifetime);
            var language = new Dictionary<string, string> { [UiLocalesProvider.Parameter] = CultureInfo.CurrentUICulture.Name };
            return this.SeeOther(Url.Page(null, language)!);
        }

        if (ReadLink() is { } link)
        {
            await FindTargetAsync(link, ct);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var link = ReadLink();
        if (link is null)
        {
            return Page();
        }

        var target = await FindTargetAsync(link, ct);
        DisplayName = string.IsNullOrWhiteSpace(DisplayName) ? null : DisplayName.Trim();
        if (DisplayName is { } name && (name.Length > LongestName || name.Any(char.IsControl)))
        {
            return BadRequest();
        }

        Problem = PasswordRules.Check(NewPassword, Email, DisplayName);
        if (Problem != PasswordProblem.None)
        {
            return Page();
        }

        var user = await signUps.CreateAsync(link.Subject, DisplayName, NewPassword!, ct);
        IsThere = user is null;
        if (user is null)
        {
            return Page();
        }

        LinkCookie.Delete(HttpContext, CookieName);
        await completion.CompleteAsync(HttpContext, user, [AuthenticationMethods.Password], target.Request?.Client.ClientId, ct);
        return this.SeeOther(target.Url ?? Url.Page("/Manage/Index")!);
    }

    /// <summary>Where they wanted to go when they began.</summary>
    private async Task<SignInReturn> FindTargetAsync(AccountLink link, CancellationToken ct)
    {
        var target = await SignInReturn.ReadAsync(HttpContext, interaction, link.ReturnUrl, ct);
        if (target.Request is { } request)
        {
            PageSecurityHeaders.AllowFormToReach(HttpContext, request.RedirectUri);
        }

        return target;
    }

    private AccountLink? ReadLink()
    {
        var link = links.Read(AccountLinks.SignUpPurpose, LinkCookie.Read(HttpContext, CookieName));
        Email = link?.Subject;
        return link;
    }
}
