using System.Globalization;
using IdentityHost.Data;
using IdentityHost.Localization;
using IdentityHost.Mail;
using IdentityHost.Settings;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Notices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Npgsql;
using Shared;

namespace IdentityHost.Users.Links;

/// <summary>
/// The mails about accounts. Whether there is somebody with an address shows in the mail alone: asking takes the same statement and the
/// same work either way, and the mail is sent later (<see cref="MailQueue"/>).
/// </summary>
internal sealed class AccountMails(
    NpgsqlDataSource dataSource,
    AccountLinks links,
    IStringLocalizer<AccountMails> text,
    IOptions<IdentityHostSettings> options,
    MailQueue queue,
    MailThrottle throttle)
{
    private const string FindSql =
        $"""
        SELECT u."Id", u."UserName", u."SecurityStamp", u."Email", {PersonLanguage.Column} FROM "Users" u
        WHERE u."NormalizedEmail" = ANY ($1) AND u."EmailConfirmed" AND NOT u."Disabled" ORDER BY u."Id" LIMIT 5
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

    /// <summary>Sends a link with which the owner of an address chooses a new password, for each account that has it.</summary>
    internal async Task SendResetAsync(string address, string? returnUrl, CancellationToken ct)
    {
        var users = await FindAsync(address, ct);
        foreach (var (user, language) in users.DefaultIfEmpty((new ApplicationUser { UserName = address }, CultureInfo.CurrentUICulture)))
        {
            var token = links.Create(AccountLinks.ResetPurpose, user.Id, user.SecurityStamp, returnUrl);
            Send(
                users.Count > 0 ? user.Email : null, language, ResetSubject,
                () => text[ResetText, user.UserName!, AccountLinks.Lifetime.TotalMinutes, LinkTo("/Account/ResetPassword", token)]);
        }
    }

    /// <summary>Sends a link with which the owner of an address makes an account; if there is one, a mail that says so.</summary>
    internal async Task SendSignUpAsync(string address, string? returnUrl, CancellationToken ct)
    {
        var users = await FindAsync(address, ct);
        var link = LinkTo("/Account/ConfirmEmail", links.Create(AccountLinks.SignUpPurpose, address, null, returnUrl));
        if (users is [var (user, language), ..])
            Send(user.Email, language, AlreadyThereSubject, () => text[AlreadyThereText, user.UserName!, LinkTo("/Account/Login")]);
        else
            Send(address, CultureInfo.CurrentUICulture, SignUpSubject, () => text[SignUpText, AccountLinks.Lifetime.TotalMinutes, link]);
    }

    private Task<List<(ApplicationUser User, CultureInfo Language)>> FindAsync(string address, CancellationToken ct) =>
        dataSource.QueryAsync(
            FindSql,
            row => (
                new ApplicationUser
                {
                    Id = row.GetString(0),
                    UserName = row.GetString(1),
                    SecurityStamp = row.IsDBNull(2) ? null : row.GetString(2),
                    Email = row.GetString(3),
                },
                PageLanguages.Find(row.IsDBNull(4) ? null : row.GetString(4)) ?? CultureInfo.CurrentUICulture),
            ct,
            SqlParameters.TextArray(UserNames.FormsOfEmail(address)));

    // The address of this server is the configured one: the request's header Host is whatever the sender of the request says.
    private string LinkTo(string page, string? token = null)
    {
        var query = new Dictionary<string, string?> { ["token"] = token, ["ui_locales"] = CultureInfo.CurrentUICulture.Name };
        return QueryHelpers.AddQueryString(options.Value.Issuer + page, query.Where(parameter => parameter.Value is not null));
    }

    private void Send(string? to, CultureInfo language, string subject, Func<LocalizedString> body)
    {
        var mail = PageLanguages.Speak(language, () => new OutgoingMail(to ?? "", text[subject], body(), IsNotice: false));
        if (to is not null && throttle.Allows(mail))
            queue.Add(mail);
    }
}
