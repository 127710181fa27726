using IdentityHost.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Users;

/// <summary>
/// Counts attempts to sign in, in the columns of ASP.NET Core Identity. An attempt is counted before the password is looked at, by one
/// conditional statement: a thousand guesses sent at once are still no more than the allowed few, which counting afterwards
/// (read, check, write) would not hold.
/// </summary>
internal sealed class SignInAttempts(NpgsqlDataSource dataSource, IOptions<IdentityOptions> options, TimeProvider time)
{
    private const string BeginSql =
        """
        UPDATE "Users"
        SET "AccessFailedCount" = CASE WHEN "AccessFailedCount" + 1 >= $2 THEN 0 ELSE "AccessFailedCount" + 1 END,
            "LockoutEnd" = CASE WHEN "LockoutEnabled" AND "AccessFailedCount" + 1 >= $2 THEN $4 ELSE "LockoutEnd" END
        WHERE "Id" = $1 AND (NOT "LockoutEnabled" OR "LockoutEnd" IS NULL OR "LockoutEnd" <= $3)
        """;

    // Only a lockout that an attempt of ours began: one that an administrator set in the meantime lasts longer, and stays.
    private const string SucceedSql =
        """
        UPDATE "Users" SET "AccessFailedCount" = 0, "LockoutEnd" = NULL
        WHERE "Id" = $1 AND ("LockoutEnd" IS NULL OR "LockoutEnd" <= $2)
        """;

    /// <summary>Counts an attempt. False: the user is locked out or unknown, and no password will do.</summary>
    internal async Task<bool> BeginAsync(string userId, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await dataSource.ExecuteAsync(
            BeginSql,
            ct,
            SqlParameters.Text(userId),
            SqlParameters.Integer(options.Value.Lockout.MaxFailedAccessAttempts),
            SqlParameters.Timestamp(now),
            SqlParameters.Timestamp(now + options.Value.Lockout.DefaultLockoutTimeSpan));
        return rows > 0;
    }

    /// <summary>The attempt had the right password: forget the wrong ones before it.</summary>
    internal Task SucceedAsync(string userId, CancellationToken ct) =>
        dataSource.ExecuteAsync(
            SucceedSql,
            ct,
            SqlParameters.Text(userId),
            SqlParameters.Timestamp(time.GetUtcNow().UtcDateTime + options.Value.Lockout.DefaultLockoutTimeSpan));
}
