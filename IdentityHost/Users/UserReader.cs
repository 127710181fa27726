using IdentityHost.Data;
using IdentityHost.TokenCache;
using Npgsql;

namespace IdentityHost.Users;

/// <summary>Reads of a user what an introspection has to know.</summary>
internal sealed class UserReader(NpgsqlDataSource dataSource)
{
    private const string Sql = """SELECT "IntrospectionId" FROM "Users" WHERE "Id" = $1 AND NOT "Disabled" """;

    public async Task<UserOfRequest> ReadAsync(string subject, CancellationToken ct) =>
        await dataSource.ScalarAsync(Sql, ct, SqlParameters.Text(subject)) is Guid id
            ? new UserOfRequest(subject, IsActive: true, id.ToString("D"))
            : new UserOfRequest(subject, IsActive: false, IntrospectionId: null);
}
