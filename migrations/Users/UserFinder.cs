using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using Npgsql;
using Shared;

namespace IdentityHost.Migrations.Users;

/// <summary>Finds the one person that an operator means.</summary>
internal static class UserFinder
{
    private const string Columns =
        """
        SELECT u."Id", coalesce(u."UserName", ''), u."DisplayName", u."Email", u."EmailConfirmed", u."Disabled",
          (SELECT coalesce(sum(a."Count"), 0)::int FROM "SignInAttempts" a WHERE a."UserId" = u."Id" AND a."Ends" > now()),
          CASE WHEN u."LockoutEnabled" AND u."LockoutEnd" > now() THEN u."LockoutEnd" END, u."PasswordHash" IS NOT NULL, u."TwoFactorEnabled",
          ARRAY(SELECT coalesce(p."Data" ->> 'Name', '') FROM "UserPasskeys" p WHERE p."UserId" = u."Id" ORDER BY p."Data" ->> 'CreatedAt'),
          ARRAY(SELECT s."Created" FROM "ServerSideSessions" s
            WHERE s."SubjectId" = u."Id" AND (s."Expires" IS NULL OR s."Expires" > now()) ORDER BY s."Id"),
          (SELECT count(*) FROM "PersistedGrants" g WHERE g."SubjectId" = u."Id" AND g."Type" <> 'user_consent' AND g."ConsumedTime" IS NULL
            AND (g."Expiration" IS NULL OR g."Expiration" > now()))
        FROM "Users" u
        """;

    private const string BySubject = Columns + """ WHERE u."Id" = $1 FOR UPDATE OF u""";

    private const string ByAnything =
        Columns + """ WHERE u."Id" = $1 OR u."NormalizedUserName" = $2 OR u."NormalizedEmail" = ANY ($3) ORDER BY u."Id" LIMIT 10 FOR UPDATE OF u""";

    /// <summary>Finds and locks a person, until the transaction ends.</summary>
    /// <param name="named">User name, e-mail address or subject.</param>
    /// <param name="isSubject">It is the subject and nothing else.</param>
    /// <exception cref="RefusedException">It fits nobody, or several.</exception>
    internal static async Task<UserRecord> LockAsync(
        NpgsqlConnection connection, string named, bool isSubject, CancellationToken cancellationToken)
    {
        var found = isSubject
            ? await connection.QueryAsync(BySubject, Read, cancellationToken, Sql.Value(named))
            : await connection.QueryAsync(ByAnything, Read, cancellationToken, Sql.Value(named), Sql.Value(UserNames.Normalize(named)), Sql.Value(UserNames.FormsOfEmail(named)));
        return found switch
        {
            [var one] => one,
            [] => throw new RefusedException($"There is no user '{Printed.Plain(named)}'."),
            _ => throw new RefusedException(
                $"'{Printed.Plain(named)}' fits several users: {string.Join(", ", found)}. Name one by the subject, with --subject."),
        };
    }

    private static UserRecord Read(NpgsqlDataReader row) => new()
    {
        Subject = row.GetString(0),
        UserName = row.GetString(1),
        DisplayName = row.TextOrNull(2),
        Email = row.TextOrNull(3),
        EmailConfirmed = row.GetBoolean(4),
        Disabled = row.GetBoolean(5),
        FailedAttempts = row.GetInt32(6),
        LockedOutUntil = row.InstantOrNull(7),
        HasPassword = row.GetBoolean(8),
        HasSecondFactor = row.GetBoolean(9),
        Passkeys = row.GetFieldValue<string[]>(10),
        Sessions = [.. row.GetFieldValue<DateTime[]>(11).Select(time => new DateTimeOffset(time, TimeSpan.Zero))],
        Grants = row.GetInt64(12),
    };
}
