using IdentityHost.Pages.Shared;
using IdentityHost.Settings;
using IdentityHost.Users.Links;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace IdentityHost.Pages.Account;

/// <summary>
/// Begins a sign-up: has a link sent with which the owner of an address makes an account. Whether there is an account with it, only the
/// mail says.
/// </summary>
[EnableRateLimiting(RequestLimits.Mail)]
internal sealed class RegisterModel(
    IIdentityServerInteractionService interaction, IOptions<IdentityHostSettings> options, AccountMails mails) : MailFormModel(interaction, options)
{
    protected override Task SendAsync(string address, CancellationToken ct) => mails.SendSignUpAsync(address, ReturnUrl, ct);
}
