using IdentityHost.Data;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Passwords;
using Npgsql;
using Shared;

namespace IdentityHost.Users.Links;

/// <summary>Makes accounts of people who proved that mail to an address reaches them. The address is their user name.</summary>
internal sealed class SignUps(
    NpgsqlDataSource dataSource, PasswordWork work, ILogger<SignUps> logger)
{
    // One statement, so that of two who finish with the same link one gets the account.
    private const string InsertSql =
        """
        INSERT INTO "Users" ("Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "DisplayName", "PasswordHash",
                             "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
        SELECT $1, $2, $3, $2, $7, true, $4, $5, $6, $6, false, false, true, 0
        WHERE NOT EXISTS (SELECT 1 FROM "Users" WHERE "NormalizedEmail" = ANY ($8))
        ON CONFLICT ("NormalizedUserName") DO NOTHING
        """;

    /// <summary>The new user; null if there is one with that address or name already.</summary>
    internal async Task<ApplicationUser?> CreateAsync(string email, string? displayName, string password, CancellationToken ct)
    {
        var user = new ApplicationUser
        {
            Id = Guid.CreateVersion7().ToString("D"),
            UserName = email,
            Email = email,
            DisplayName = displayName,
            SecurityStamp = PasswordChanges.NewStamp(),
        };
        var rows = await dataSource.ExecuteAsync(
            InsertSql,
            ct,
            SqlParameters.Text(user.Id),
            SqlParameters.Text(email),
            SqlParameters.Text(UserNames.Normalize(email)),
            SqlParameters.Text(displayName),
            SqlParameters.Text(await work.HashAsync(password, ct)),
            SqlParameters.Text(user.SecurityStamp),
            SqlParameters.Text(UserNames.NormalizeEmail(email)),
            SqlParameters.TextArray(UserNames.FormsOfEmail(email)));
        if (rows == 0)
            return null;
        logger.SignedUp(user.Id);
        return user;
    }
}
