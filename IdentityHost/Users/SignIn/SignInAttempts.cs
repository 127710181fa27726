using IdentityHost.Data;
using IdentityHost.Settings;
using IdentityHost.Users.Accounts;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Users.SignIn;

/// <summary>
/// Counts attempts to sign in, apart for each browser that the person used before and for all strangers together: strangers who guess lock
/// out each other, and not the person. An attempt is counted before the password is looked at, by one conditional statement: a thousand
/// guesses sent at once are still no more than the allowed few, on any number of nodes.
/// </summary>
/// <remarks>
/// <c>Users.LockoutEnd</c> is an administrator's: until then nobody signs in, by whatever means. Without <c>Users.LockoutEnabled</c> nothing
/// is limited.
/// </remarks>
internal sealed class SignInAttempts(NpgsqlDataSource dataSource, KnownBrowser browser, IOptions<IdentityHostSettings> options, TimeProvider time)
{
    /// <summary>Whoever has not signed in before.</summary>
    private const string Strangers = "";

    private static readonly TimeSpan WarningInterval = TimeSpan.FromDays(1);

    // Where other browsers' time is over, their rows go in passing; strangers' row remembers when the person was warned.
    private const string BeginSql =
        """
        WITH "Gone" AS (DELETE FROM "SignInAttempts" WHERE "UserId" = $1 AND "Browser" NOT IN ($2, '') AND "Ends" <= $4)
        INSERT INTO "SignInAttempts" AS a ("UserId", "Browser", "Count", "Ends")
        SELECT "Id", $2, 1, $5 FROM "Users"
        WHERE "Id" = $1 AND (NOT "LockoutEnabled" OR "LockoutEnd" IS NULL OR "LockoutEnd" <= $4)
        ON CONFLICT ("UserId", "Browser") DO UPDATE
        SET "Count" = CASE WHEN a."Ends" <= $4 THEN 1 ELSE a."Count" + 1 END, "Ends" = $5
        WHERE a."Count" < $3 OR a."Ends" <= $4 OR NOT (SELECT "LockoutEnabled" FROM "Users" WHERE "Id" = $1)
        RETURNING "Count"
        """;

    private const string SucceedSql = """UPDATE "SignInAttempts" SET "Count" = 0 WHERE "UserId" = $1 AND "Browser" = $2 AND "Count" > 0""";

    private const string WarnSql =
        """
        UPDATE "SignInAttempts" SET "Warned" = $2
        WHERE "UserId" = $1 AND "Browser" = '' AND ("Warned" IS NULL OR "Warned" <= $3)
        """;

    /// <summary>Counts an attempt.</summary>
    /// <param name="user">Null where there is no such user: the same is asked.</param>
    internal async Task<SignInAttempt> BeginAsync(ApplicationUser? user, CancellationToken ct)
    {
        var settings = options.Value.SignIn;
        var known = browser.Find(user);
        var now = time.GetUtcNow().UtcDateTime;
        var count = await dataSource.ScalarAsync(
            BeginSql,
            ct,
            SqlParameters.Text(user?.Id ?? ""),
            SqlParameters.Text(known ?? Strangers),
            SqlParameters.Integer(settings.Attempts),
            SqlParameters.Timestamp(now),
            SqlParameters.Timestamp(now + settings.Pause)) as int?;
        return new SignInAttempt(user?.Id ?? "", known, IsAllowed: count is not null, IsLast: count == settings.Attempts);
    }

    /// <summary>The attempt was a success: forget the failures before it, of this browser or of strangers.</summary>
    internal Task SucceedAsync(SignInAttempt attempt, CancellationToken ct) =>
        dataSource.ExecuteAsync(SucceedSql, ct, SqlParameters.Text(attempt.UserId), SqlParameters.Text(attempt.Browser ?? Strangers));

    /// <summary>The user has proved in this browser who they are: forget its failures.</summary>
    internal Task ForgetAsync(ApplicationUser user, CancellationToken ct) =>
        SucceedAsync(new SignInAttempt(user.Id, browser.Find(user), IsAllowed: true, IsLast: false), ct);

    /// <summary>
    /// Whether the person is to be told that strangers have used up what they may try. Of any number who ask, one is told so, and no more
    /// than once a day.
    /// </summary>
    internal async Task<bool> TryWarnAsync(string userId, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await dataSource.ExecuteAsync(
            WarnSql, ct, SqlParameters.Text(userId), SqlParameters.Timestamp(now), SqlParameters.Timestamp(now - WarningInterval));
        return rows > 0;
    }
}
