using System.Collections.Frozen;
using System.Security.Claims;
using IdentityHost.AccessTokens;
using IdentityHost.Data;
using IdentityHost.RequestState;
using Npgsql;

namespace IdentityHost.Users.Accounts;

/// <summary>
/// Tells the engine about users, from their row and nothing that is remembered: a user who was deleted or disabled is inactive at once. A
/// lockout after wrong passwords is not asked about, so that nobody can cut off somebody else's API access.
/// </summary>
internal sealed class HostProfileService(NpgsqlDataSource dataSource, UserReader users, IntrospectionRequest request) : IProfileService
{
    private const string ProfileSql =
        """
        SELECT u."UserName", u."DisplayName", u."Email", u."EmailConfirmed", u."PhoneNumber", u."PhoneNumberConfirmed",
               c."ClaimType", c."ClaimValue"
        FROM "Users" u LEFT JOIN "UserClaims" c ON c."UserId" = u."Id"
        WHERE u."Id" = $1
        ORDER BY c."Id"
        """;

    /// <summary>What the protocols say by themselves. A user's claim of such a name is no claim about the user; one more <c>sub</c> is a 500 on Duende.</summary>
    private static readonly FrozenSet<string> ProtocolClaims = FrozenSet.Create(
        StringComparer.Ordinal,
        "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "auth_time", "amr", "acr", "azp", "idp", "sid", "at_hash", "c_hash", "s_hash", "cnf",
        "client_id", "scope", "active", "token_type");

    public async Task IsActiveAsync(IsActiveContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var subject = context.Subject.GetSubjectId();
        // An engine that takes every sub for a user's asks about a client's own token as well.
        if (TokenSubject.OfUser(context.Subject.Claims) is null)
        {
            context.IsActive = true;
            return;
        }

        // Read by this very request, with the token.
        var user = request.FindUser(subject) ?? await users.ReadAsync(subject, ct);
        request.Note(user);
        context.IsActive = user.IsActive;
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
            var own = rows.Select(row => row.Own).OfType<Claim>().Where(claim => !ProtocolClaims.Contains(claim.Type)).ToList();
            var fromRow = StandardClaims.Of(user).Where(claim => !own.Exists(given => StandardClaims.Replaces(given.Type, claim.Type)));
            context.AddRequestedClaims(own.Concat(fromRow));
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
        return (user, Text(row, 6) is { Length: > 0 } type ? StandardClaims.Of(type, Text(row, 7) ?? "") : null);
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
