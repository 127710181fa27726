using System.Diagnostics;
using System.Globalization;
using IdentityHost.Localization;
using IdentityHost.Mail;
using IdentityHost.Sessions;
using IdentityHost.Settings;
using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdentityHost.Users.Notices;

/// <summary>
/// Tells the owner of an account by mail whatever was changed of how they sign in: what, when, from where, and what to do if it was not they.
/// </summary>
internal sealed class SecurityNotices(
    IStringLocalizer<SecurityNotices> text, IOptions<IdentityHostSettings> options, PersonLanguage language, MailQueue queue, MailThrottle throttle,
    TimeProvider time)
{
    private const string PasswordSubject = "Your password was changed";
    private const string PasswordChanged = "The password of your account was changed just now, and every other session of yours was ended.";
    private const string PasswordReset =
        "The password of your account was changed just now, by a link that was sent to this address, and all your sessions were ended. Passkeys and two-step sign-in are as they were.";
    private const string PasswordResetWithoutPasskeys =
        "The password of your account was changed just now, by a link that was sent to this address. All your sessions were ended, and your passkeys were removed.";
    private const string SecondFactorOnSubject = "Two-step sign-in is on";
    private const string SecondFactorOn = "Two-step sign-in was switched on for your account: from now on sign-in asks for a code of an authenticator app.";
    private const string SecondFactorOffSubject = "Two-step sign-in is off";
    private const string SecondFactorOff = "Two-step sign-in was switched off for your account: the password alone is enough to sign in now.";
    private const string RecoveryCodesSubject = "New recovery codes";
    private const string RecoveryCodesMade = "New recovery codes were made for your account. The ones before are worth nothing any more.";
    private const string RecoveryCodeUsedSubject = "A recovery code was used";
    private const string RecoveryCodeUsed = "Somebody signed in to your account with your password and one of your recovery codes.";
    private const string PasskeyAddedSubject = "A passkey was added";
    private const string PasskeyAdded = "A passkey was added to your account. With it, one can sign in without the password.";
    private const string PasskeyRemovedSubject = "A passkey was removed";
    private const string PasskeyRemoved = "A passkey was removed from your account. It does not sign in any more.";

    private const string Body =
        """
        Hello {0},

        {1}

        When: {2} UTC
        From: {3}

        If it was you, there is nothing to do. If it was not you, choose a new password at once, which ends every session, look at your passkeys and your two-step sign-in, and tell the people who run this service:

        {4}
        """;

    private const string GuessedAtSubject = "Somebody tries to sign in to your account";
    private const string GuessedAt =
        "Several wrong passwords or codes were tried for your account. For some minutes, no more are looked at from browsers that you have not used before. You can sign in as usual in the browsers that you use, and with a passkey everywhere.";

    private const string GuessedAtBody =
        """
        Hello {0},

        {1}

        When: {2} UTC
        From: {3}

        There is nothing to do, unless you use the same password elsewhere or somebody may know it: then choose a new one. You are told so once a day at most.

        {4}
        """;

    private const string Place = "{0}, address {1}";
    private const string BrowserOnSystem = "{0} on {1}";
    private const string UnknownBrowser = "Unknown browser";
    private const string UnknownAddress = "Address unknown";

    /// <summary>Sends the mail, if there is a way to: mail is set up, and the address is confirmed. To be called when the change is stored.</summary>
    /// <param name="context">The request that made the change.</param>
    internal async Task SendAsync(HttpContext context, ApplicationUser user, SecurityChange change)
    {
        if (!options.Value.Email.IsEnabled || user is not { EmailConfirmed: true, Email: { } address })
            return;
        // Even if nobody waits for the page any more: it is the owner who has to know, not the one who asked.
        var spoken = await language.FindAsync(user.Id, CancellationToken.None) ?? CultureInfo.CurrentUICulture;
        var mail = PageLanguages.Speak(spoken, () => Write(context, user, address, change));
        if (throttle.Allows(mail))
            queue.Add(mail);
    }

    private OutgoingMail Write(HttpContext context, ApplicationUser user, string address, SecurityChange change)
    {
        var (subject, what) = Describe(change);
        // The address of this server is the configured one, whatever the request says.
        var link = QueryHelpers.AddQueryString(
            options.Value.Issuer + "/Account/ForgotPassword", UiLocalesProvider.Parameter, CultureInfo.CurrentUICulture.Name);
        var when = time.GetUtcNow().ToString("f", CultureInfo.CurrentCulture);
        var body = change is SecurityChange.GuessedAt ? GuessedAtBody : Body;
        return new OutgoingMail(
            address, text[subject], text[body, user.DisplayName ?? user.UserName!, text[what].Value, when, PlaceOf(context), link], IsNotice: true);
    }

    private string PlaceOf(HttpContext context)
    {
        var (browser, system) = DeviceOfSession.Of(context.Request);
        browser ??= text[UnknownBrowser].Value;
        var device = system is null ? browser : text[BrowserOnSystem, browser, system].Value;
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return text[Place, device, address?.ToString() ?? text[UnknownAddress].Value].Value;
    }

    private static (string Subject, string What) Describe(SecurityChange change) => change switch
    {
        SecurityChange.PasswordChanged => (PasswordSubject, PasswordChanged),
        SecurityChange.PasswordReset => (PasswordSubject, PasswordReset),
        SecurityChange.PasswordResetWithoutPasskeys => (PasswordSubject, PasswordResetWithoutPasskeys),
        SecurityChange.SecondFactorOn => (SecondFactorOnSubject, SecondFactorOn),
        SecurityChange.SecondFactorOff => (SecondFactorOffSubject, SecondFactorOff),
        SecurityChange.RecoveryCodesMade => (RecoveryCodesSubject, RecoveryCodesMade),
        SecurityChange.RecoveryCodeUsed => (RecoveryCodeUsedSubject, RecoveryCodeUsed),
        SecurityChange.PasskeyAdded => (PasskeyAddedSubject, PasskeyAdded),
        SecurityChange.PasskeyRemoved => (PasskeyRemovedSubject, PasskeyRemoved),
        SecurityChange.GuessedAt => (GuessedAtSubject, GuessedAt),
        _ => throw new UnreachableException(),
    };
}
