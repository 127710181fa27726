using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Passport;

/// <summary>Reads the column <c>IntrospectionId</c> of the users table.</summary>
internal sealed class UserIntrospectionIdResolver(NpgsqlDataSource dataSource) : IIntrospectionIdResolver
{
    private const string Sql = """SELECT "IntrospectionId" FROM "Users" WHERE "Id" = $1 AND NOT "Disabled" """;

    public async ValueTask<string?> FindIdAsync(string subject, CancellationToken ct) =>
        await dataSource.ScalarAsync(Sql, ct, SqlParameters.Text(subject)) is Guid id ? id.ToString("D") : null;
}
