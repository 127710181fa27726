using IdentityHost.Pages.Shared;
using IdentityHost.Settings;
using IdentityHost.Users.Links;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace IdentityHost.Pages.Account;

/// <summary>Has a link sent with which the owner of an address chooses a new password.</summary>
[EnableRateLimiting(RequestLimits.Mail)]
internal sealed class ForgotPasswordModel(
    IIdentityServerInteractionService interaction, IOptions<IdentityHostSettings> options, AccountMails mails) : MailFormModel(interaction, options)
{
    protected override Task SendAsync(string address, CancellationToken ct) => mails.SendResetAsync(address, ReturnUrl, ct);
}
