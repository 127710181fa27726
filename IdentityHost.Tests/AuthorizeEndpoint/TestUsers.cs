using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.AuthorizeEndpoint;

internal static class TestUsers
{
    /// <summary>Adds a user with alice's password. The subject is the name.</summary>
    internal static Task AddAsync(TestDatabase database, string name) =>
        database.ExecuteAsync(
            """
            INSERT INTO "Users" ("Id", "UserName", "NormalizedUserName", "EmailConfirmed", "PasswordHash", "SecurityStamp", "ConcurrencyStamp",
                                 "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            SELECT $1, $1, upper($1), false, "PasswordHash", $1, $1, false, false, true, 0 FROM "Users" WHERE "Id" = '1'
            """,
            name);
}
