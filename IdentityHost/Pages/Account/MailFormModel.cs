using IdentityHost.Mail;
using IdentityHost.Pages.Shared;
using IdentityHost.Settings;
using IdentityHost.Users.Links;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Shared;

namespace IdentityHost.Pages.Account;

/// <summary>
/// A form that asks for an address and has a mail sent there. What it answers is the same whether anybody has that address or not.
/// </summary>
internal abstract class MailFormModel(IIdentityServerInteractionService interaction, IOptions<IdentityHostSettings> options) : PageModel
{
    /// <summary>Where the person wanted to go when they came here.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The form was sent.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>What is wrong with the address that was typed.</summary>
    public AddressProblem Problem { get; private set; }

    /// <summary>How many minutes a link is good for.</summary>
    public static double LinkMinutes => AccountLinks.Lifetime.TotalMinutes;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await IsRefusedAsync(ct) ? BadRequest() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await IsRefusedAsync(ct))
        {
            return BadRequest();
        }

        Email = Email is null ? null : UserNames.WithDomainInLetters(Email.Trim().Normalize());
        Problem = MailAddresses.Check(Email, options.Value.Email.TakesUnicode);
        if (Problem != AddressProblem.None)
        {
            Sent = false;
            return Page();
        }

        await SendAsync(Email!, ct);
        return this.SeeOther(Url.Page(null, new { Sent = true, ReturnUrl })!);
    }

    protected abstract Task SendAsync(string address, CancellationToken ct);

    private async Task<bool> IsRefusedAsync(CancellationToken ct) =>
        (await SignInReturn.ReadAsync(HttpContext, interaction, ReturnUrl, ct)).IsRefused;
}
