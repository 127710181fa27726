using IdentityHost.Users;
using Microsoft.AspNetCore.RateLimiting;

namespace IdentityHost.Pages.Account;

/// <summary>Has a link sent with which the owner of an address chooses a new password.</summary>
[EnableRateLimiting(RequestLimits.Mail)]
internal sealed class ForgotPasswordModel(IIdentityServerInteractionService interaction, AccountMails mails) : MailFormModel(interaction)
{
    protected override Task SendAsync(string address, CancellationToken ct) => mails.SendResetAsync(address, ReturnUrl, ct);
}
