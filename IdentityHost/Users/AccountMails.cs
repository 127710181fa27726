using System.Globalization;
using System.Net.Mail;
using IdentityHost.Data;
using IdentityHost.Hosting;
using IdentityHost.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Users;

/// <summary>
/// The mails about accounts. Whether there is somebody with an address shows in the mail alone: asking takes the same statement and the
/// same work either way, and the mail is sent later (<see cref="MailQueue"/>).
/// </summary>
internal sealed class AccountMails(
    NpgsqlDataSource dataSource,
    ILookupNormalizer normalizer,
    AccountLinks links,
    IStringLocalizer<AccountMails> text,
    IOptions<IdentityHostOptions> options,
    MailQueue queue,
    MailThrottle throttle)
{
    /// <summary>Longest address, in characters (RFC 5321 4.5.3.1.3).</summary>
    internal const int LongestAddress = 254;

    private const string FindSql =
        """
        SELECT "Id", "UserName", "SecurityStamp", "Email" FROM "Users"
        WHERE "NormalizedEmail" = $1 AND "EmailConfirmed" AND NOT "Disabled" ORDER BY "Id" LIMIT 5
        """;

    private const string ResetSubject = "Choose a new password";
    private const string ResetText =
        """
        Hello {0},

        somebody, probably you, asked for a new password for your account. To choose one, open this link within {1} minutes:

        {2}

        If it was not you, there is nothing to do: your password stays as it is.
        """;

    private const string SignUpSubject = "Complete your sign-up";
    private const string SignUpText =
        """
        Hello,

        somebody, probably you, wants to sign up with this address. To go on, open this link within {0} minutes:

        {1}

        If it was not you, there is nothing to do: no account is made.
        """;

    private const string AlreadyThereSubject = "You have an account already";
    private const string AlreadyThereText =
        """
        Hello {0},

        somebody, probably you, wanted to sign up with this address. There is an account with it already. Sign in here:

        {1}

        If you forgot the password, you can choose a new one there.
        """;

    private const string ChangedSubject = "Your password was changed";
    private const string ChangedText =
        """
        Hello {0},

        the password of your account was changed just now, and every other session of yours was ended.

        If it was not you, choose a new password at once, and tell the people who run this service:

        {1}
        """;

    private const string GuessedAtSubject = "Somebody tries to sign in to your account";
    private const string GuessedAtText =
        """
        Hello {0},

        somebody tried several wrong passwords or codes for your account. For some minutes, no more are looked at from browsers that you have not used before. This may happen again; it is told once a day.

        You can sign in as usual in the browsers that you use, and with a passkey everywhere. There is nothing to do, unless you use the same password elsewhere or somebody may know it: then choose a new one.

        {1}
        """;

    /// <summary>Sends a link with which the owner of an address chooses a new password, for each account that has it.</summary>
    internal async Task SendResetAsync(string address, string? returnUrl, CancellationToken ct)
    {
        var users = await FindAsync(address, ct);
        foreach (var user in users.DefaultIfEmpty(new ApplicationUser { UserName = address }))
        {
            var link = LinkTo("/Account/ResetPassword", links.Create(AccountLinks.ResetPurpose, user.Id, user.SecurityStamp, returnUrl));
            Send(users.Count > 0 ? user.Email : null, ResetSubject, ResetText, user.UserName!, AccountLinks.Lifetime.TotalMinutes, link);
        }
    }

    /// <summary>Sends a link with which the owner of an address makes an account; if there is one, a mail that says so.</summary>
    internal async Task SendSignUpAsync(string address, string? returnUrl, CancellationToken ct)
    {
        var users = await FindAsync(address, ct);
        var link = LinkTo("/Account/ConfirmEmail", links.Create(AccountLinks.SignUpPurpose, address, null, returnUrl));
        if (users is [var user, ..])
            Send(user.Email, AlreadyThereSubject, AlreadyThereText, user.UserName!, LinkTo("/Account/Login"));
        else
            Send(address, SignUpSubject, SignUpText, AccountLinks.Lifetime.TotalMinutes, link);
    }

    /// <summary>Tells the owner of an account that its password was changed, if there is a way to.</summary>
    internal void SendChanged(ApplicationUser user)
    {
        if (options.Value.Email.IsEnabled && user.EmailConfirmed)
            Notify(user.Email!, ChangedSubject, ChangedText, user.UserName!, LinkTo("/Account/ForgotPassword"));
    }

    /// <summary>Tells the owner of an account that somebody guesses at its password, if there is a way to.</summary>
    internal void SendGuessedAt(ApplicationUser user)
    {
        if (options.Value.Email.IsEnabled && user.EmailConfirmed)
            Notify(user.Email!, GuessedAtSubject, GuessedAtText, user.UserName!, LinkTo("/Account/ForgotPassword"));
    }

    /// <summary>Whether a text is one mail address, and nothing but that.</summary>
    internal static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= LongestAddress }
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailAddress.TryCreate(text, out var address) && address.Address == text;

    private Task<List<ApplicationUser>> FindAsync(string address, CancellationToken ct) =>
        dataSource.QueryAsync(
            FindSql,
            row => new ApplicationUser
            {
                Id = row.GetString(0),
                UserName = row.GetString(1),
                SecurityStamp = row.IsDBNull(2) ? null : row.GetString(2),
                Email = row.GetString(3),
            },
            ct,
            SqlParameters.Text(normalizer.NormalizeEmail(address)));

    // The address of this server is the configured one: the request's header Host is whatever the sender of the request says.
    private string LinkTo(string page, string? token = null)
    {
        var query = new Dictionary<string, string?> { ["token"] = token, ["ui_locales"] = CultureInfo.CurrentUICulture.Name };
        return QueryHelpers.AddQueryString(options.Value.Issuer + page, query.Where(parameter => parameter.Value is not null));
    }

    /// <summary>A mail that anybody can have sent.</summary>
    private void Send(string? to, string subject, string body, params object[] arguments)
    {
        var mail = new OutgoingMail(to ?? "", text[subject], text[body, arguments], IsNotice: false);
        if (to is not null)
            Add(mail);
    }

    /// <summary>A mail about something that happened to an account, which no stranger can have sent or silence.</summary>
    private void Notify(string to, string subject, string body, params object[] arguments) =>
        Add(new OutgoingMail(to, text[subject], text[body, arguments], IsNotice: true));

    private void Add(OutgoingMail mail)
    {
        if (throttle.Allows(mail))
            queue.Add(mail);
    }
}
