using System.Globalization;
using System.Security.Claims;
using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Users;

/// <summary>
/// Tells the engine about users, from their row and nothing that is remembered: a user who was deleted or disabled is inactive at once. A
/// lockout after wrong passwords is not asked about, so that nobody can cut off somebody else's API access.
/// </summary>
internal sealed class HostProfileService(NpgsqlDataSource dataSource) : IProfileService
{
    private const string IsActiveSql = """SELECT NOT "Disabled" FROM "Users" WHERE "Id" = $1""";

    private const string ProfileSql =
        """
        SELECT u."UserName", u."DisplayName", u."Email", u."EmailConfirmed", u."PhoneNumber", u."PhoneNumberConfirmed",
               c."ClaimType", c."ClaimValue"
        FROM "Users" u LEFT JOIN "UserClaims" c ON c."UserId" = u."Id"
        WHERE u."Id" = $1
        ORDER BY c."Id"
        """;

    public async Task IsActiveAsync(IsActiveContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var active = await dataSource.ScalarAsync(IsActiveSql, ct, SqlParameters.Text(context.Subject.GetSubjectId()));
        context.IsActive = active is true;
    }

    public async Task GetProfileDataAsync(ProfileDataRequestContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.RequestedClaimTypes.Any())
        {
            return;
        }

        var rows = await dataSource.QueryAsync(ProfileSql, ReadRow, ct, SqlParameters.Text(context.Subject.GetSubjectId()));
        if (rows is [var (user, _), ..])
        {
            var own = rows.Select(row => row.Own).OfType<Claim>().ToList();
            // A claim that was given to the user wins over what a column says.
            var fromColumns = ClaimsOf(user).Where(claim => own.TrueForAll(other => other.Type != claim.Type));
            context.AddRequestedClaims(own.Concat(fromColumns));
        }
    }

    private static (ApplicationUser User, Claim? Own) ReadRow(NpgsqlDataReader row)
    {
        var user = new ApplicationUser
        {
            UserName = Text(row, 0),
            DisplayName = Text(row, 1),
            Email = Text(row, 2),
            EmailConfirmed = row.GetBoolean(3),
            PhoneNumber = Text(row, 4),
            PhoneNumberConfirmed = row.GetBoolean(5),
        };
        return (user, Text(row, 6) is { Length: > 0 } type ? new Claim(type, Text(row, 7) ?? "") : null);
    }

    /// <summary>Claims of OpenID Connect Core 5.1.</summary>
    private static IEnumerable<Claim> ClaimsOf(ApplicationUser user)
    {
        if ((user.DisplayName ?? user.UserName) is { } name)
        {
            yield return new Claim("name", name);
        }

        if (user.UserName is { } userName)
        {
            yield return new Claim("preferred_username", userName);
        }

        if (user.Email is { } email)
        {
            yield return new Claim("email", email);
            yield return Flag("email_verified", user.EmailConfirmed);
        }

        if (user.PhoneNumber is { } phoneNumber)
        {
            yield return new Claim("phone_number", phoneNumber);
            yield return Flag("phone_number_verified", user.PhoneNumberConfirmed);
        }
    }

    private static Claim Flag(string type, bool value) =>
        new(type, value.ToString(CultureInfo.InvariantCulture).ToLowerInvariant(), ClaimValueTypes.Boolean);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
