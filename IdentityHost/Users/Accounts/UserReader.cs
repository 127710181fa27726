using IdentityHost.Data;
using IdentityHost.RequestState;
using Npgsql;

namespace IdentityHost.Users.Accounts;

/// <summary>Reads of a user what an introspection has to know.</summary>
internal sealed class UserReader(NpgsqlDataSource dataSource)
{
    private const string Sql = """SELECT "Disabled", "IntrospectionId", "UserName" FROM "Users" WHERE "Id" = $1""";

    public async Task<UserOfRequest> ReadAsync(string subject, CancellationToken ct)
    {
        var rows = await dataSource.QueryAsync(Sql, row => Read(row, subject, firstColumn: 0), ct, SqlParameters.Text(subject));
        return rows.Count == 0 ? new UserOfRequest(subject, UserState.Unknown, IntrospectionId: null, UserName: null) : rows[0];
    }

    /// <summary>Reads whether they are disabled, their id in introspections and their name. Where a join found no user, these are null.</summary>
    internal static UserOfRequest Read(NpgsqlDataReader row, string subject, int firstColumn)
    {
        var (disabled, id, name) = (firstColumn, firstColumn + 1, firstColumn + 2);
        if (row.IsDBNull(disabled) || row.GetBoolean(disabled))
            return new UserOfRequest(subject, row.IsDBNull(disabled) ? UserState.Unknown : UserState.Disabled, IntrospectionId: null, UserName: null);
        return new UserOfRequest(subject, UserState.Active, row.GetGuid(id).ToString("D"), row.IsDBNull(name) ? null : row.GetString(name));
    }
}
