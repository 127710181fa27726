using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>Rows of clients and API resources beside the demonstration set, written into the tables themselves.</summary>
internal static class TestClients
{
    public const string Secret = "test-client-secret";
    public const string RedirectUri = "https://client.example/callback";

    /// <summary>Adds a client that is like the demonstration's plain client, except for the columns given.</summary>
    public static async Task AddClientAsync(
        this TestDatabase database,
        string clientId,
        object? columns = null,
        string[]? grants = null,
        string[]? scopes = null,
        (string Value, DateTimeOffset? Expires)[]? secrets = null)
    {
        await database.ExecuteAsync(
            """
            INSERT INTO "Clients"
            SELECT (jsonb_populate_record(NULL::"Clients", to_jsonb(c) || jsonb_build_object(
                'Id', nextval(pg_get_serial_sequence('"Clients"', 'Id')), 'ClientId', $2::text) || $3::jsonb)).*
            FROM "Clients" c WHERE c."ClientId" = $1
            """,
            Demo.PlainClientId, clientId, JsonSerializer.Serialize(columns ?? new { }));
        foreach (var grant in grants ?? ["client_credentials"])
        {
            await database.AddToClientAsync(clientId, "ClientGrantTypes", "GrantType", grant);
            if (grant == "authorization_code")
                await database.AddToClientAsync(clientId, "ClientRedirectUris", "RedirectUri", RedirectUri);
        }

        foreach (var scope in scopes ?? ["messages.read"])
            await database.AddToClientAsync(clientId, "ClientScopes", "Scope", scope);
        foreach (var (value, expires) in secrets ?? [(Secret, null)])
            await database.AddSecretAsync(clientId, Hash(value), expires);
    }

    public static Task AddSecretAsync(this TestDatabase database, string clientId, string stored, DateTimeOffset? expires = null) =>
        database.ExecuteAsync(
            """
            INSERT INTO "ClientSecrets" ("ClientId", "Value", "Type", "Expiration", "Created")
            SELECT "Id", $2, 'SharedSecret', $3, now() FROM "Clients" WHERE "ClientId" = $1
            """,
            clientId, stored, (object?)expires?.UtcDateTime ?? DBNull.Value);

    /// <summary>Adds an API resource with one secret.</summary>
    public static async Task AddApiAsync(this TestDatabase database, string name, string secret, params string[] scopes)
    {
        await database.ExecuteAsync(
            """
            INSERT INTO "ApiResources"
            SELECT (jsonb_populate_record(NULL::"ApiResources", to_jsonb(a) || jsonb_build_object(
                'Id', nextval(pg_get_serial_sequence('"ApiResources"', 'Id')), 'Name', $2::text))).*
            FROM "ApiResources" a WHERE a."Name" = $1
            """,
            Demo.ApiResource, name);
        await database.ExecuteAsync(
            """
            INSERT INTO "ApiResourceSecrets" ("ApiResourceId", "Value", "Type", "Created")
            SELECT "Id", $2, 'SharedSecret', now() FROM "ApiResources" WHERE "Name" = $1
            """,
            name, Hash(secret));
        foreach (var scope in scopes)
        {
            await database.ExecuteAsync(
                """INSERT INTO "ApiResourceScopes" ("ApiResourceId", "Scope") SELECT "Id", $2 FROM "ApiResources" WHERE "Name" = $1""",
                name, scope);
        }
    }

    /// <summary>Adds an API scope.</summary>
    public static Task AddScopeAsync(this TestDatabase database, string name, bool enabled = true) => database.ExecuteAsync(
        """
        INSERT INTO "ApiScopes"
        SELECT (jsonb_populate_record(NULL::"ApiScopes", to_jsonb(s) || jsonb_build_object(
            'Id', nextval(pg_get_serial_sequence('"ApiScopes"', 'Id')), 'Name', $1::text, 'Enabled', $2::boolean))).*
        FROM "ApiScopes" s WHERE s."Name" = 'messages.read'
        """,
        name, enabled);

    public static string Hash(string secret) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Adds a row to one of the lists of a client.</summary>
    public static Task<int> AddToClientAsync(this TestDatabase database, string clientId, string table, string column, string value) =>
        database.ExecuteAsync(
            $"""INSERT INTO "{table}" ("ClientId", "{column}") SELECT "Id", $2 FROM "Clients" WHERE "ClientId" = $1""",
            clientId, value);
}
