using IdentityHost.Data;
using IdentityHost.TokenCache;
using Npgsql;

namespace IdentityHost.Users;

/// <summary>Reads of a user what an introspection has to know.</summary>
internal sealed class UserReader(NpgsqlDataSource dataSource)
{
    private const string Sql = """SELECT "IntrospectionId", "UserName" FROM "Users" WHERE "Id" = $1 AND NOT "Disabled" """;

    public async Task<UserOfRequest> ReadAsync(string subject, CancellationToken ct)
    {
        var rows = await dataSource.QueryAsync(Sql, row => (Id: row.GetGuid(0), Name: row.IsDBNull(1) ? null : row.GetString(1)), ct, SqlParameters.Text(subject));
        return rows.Count == 0
            ? new UserOfRequest(subject, IsActive: false, IntrospectionId: null, UserName: null)
            : new UserOfRequest(subject, IsActive: true, rows[0].Id.ToString("D"), rows[0].Name);
    }
}
