using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Passport;

/// <summary>Adds a client that is like one of the demonstration set, with its secret, scopes, grant types and properties.</summary>
internal static class ClientCopy
{
    public static async Task AddAsync(
        TestDatabase database, string original, string clientId, AccessTokenType accessTokenType = AccessTokenType.Reference)
    {
        var columns = await database.ScalarAsync<string>(
            """
            SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
            WHERE table_name = 'Clients' AND column_name NOT IN ('Id', 'ClientId', 'AccessTokenType')
            """);
        await database.ExecuteAsync(
            $"""
            INSERT INTO "Clients" ("ClientId", "AccessTokenType", {columns})
            SELECT $1, $2, {columns} FROM "Clients" WHERE "ClientId" = $3
            """,
            clientId, (int)accessTokenType, original);
        foreach (var (table, values) in new[]
        {
            ("ClientScopes", "\"Scope\""),
            ("ClientGrantTypes", "\"GrantType\""),
            ("ClientProperties", "\"Key\", \"Value\""),
            ("ClientSecrets", "\"Value\", \"Type\", \"Created\""),
        })
        {
            await database.ExecuteAsync(
                $"""
                INSERT INTO "{table}" ("ClientId", {values})
                SELECT copy."Id", {string.Join(", ", values.Split(", ").Select(v => "of." + v))}
                FROM "Clients" copy, "Clients" original JOIN "{table}" of ON of."ClientId" = original."Id"
                WHERE copy."ClientId" = $1 AND original."ClientId" = $2
                """,
                clientId, original);
        }
    }
}
