using System.Globalization;
using IdentityHost.Data;
using IdentityHost.Localization;
using Npgsql;

namespace IdentityHost.Users.Notices;

/// <summary>
/// The language in which a person is written to: their claim <c>locale</c> (OpenID Connect Core 5.1), if they have one that this server
/// speaks. The browser that made a change may be a stranger's.
/// </summary>
internal sealed class PersonLanguage(NpgsqlDataSource dataSource)
{
    /// <summary>A column of a statement on <c>"Users" u</c>.</summary>
    internal const string Column =
        """(SELECT c."ClaimValue" FROM "UserClaims" c WHERE c."UserId" = u."Id" AND c."ClaimType" = 'locale' ORDER BY c."Id" LIMIT 1)""";

    private const string Sql = $"""SELECT {Column} FROM "Users" u WHERE u."Id" = $1""";

    /// <summary>Null: not known, or none that this server speaks.</summary>
    internal async Task<CultureInfo?> FindAsync(string userId, CancellationToken ct) =>
        PageLanguages.Find(await dataSource.ScalarAsync(Sql, ct, SqlParameters.Text(userId)) as string);
}
