using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Seeding.State;
using Npgsql;

namespace IdentityHost.Migrations.Seeding.Writing;

/// <summary>Writes clients.</summary>
internal static class ClientWriter
{
    // What seeds don't set gets the default that the same property has in Duende IdentityServer, save that a refresh token is for one use.
    private const string Insert = """
        INSERT INTO "Clients" (
            "ClientId", "ClientName", "Description", "Enabled", "RequireClientSecret", "RequirePkce", "AccessTokenType", "AccessTokenLifetime",
            "AuthorizationCodeLifetime", "IdentityTokenLifetime", "IncludeJwtId", "AllowedIdentityTokenSigningAlgorithms",
            "AlwaysIncludeUserClaimsInIdToken", "AlwaysSendClientClaims", "ClientClaimsPrefix", "ClientUri", "LogoUri", "AllowPlainTextPkce",
            "RequireConsent", "AllowRememberConsent", "ConsentLifetime", "AllowOfflineAccess", "RefreshTokenUsage", "RefreshTokenExpiration",
            "AbsoluteRefreshTokenLifetime", "SlidingRefreshTokenLifetime", "UpdateAccessTokenClaimsOnRefresh", "UserSsoLifetime",
            "CoordinateLifetimeWithUserSession", "FrontChannelLogoutUri", "FrontChannelLogoutSessionRequired", "BackChannelLogoutUri",
            "BackChannelLogoutSessionRequired", "DeviceCodeLifetime", "PollingInterval", "Created",
            "ProtocolType", "RequireRequestObject", "AllowAccessTokensViaBrowser", "RequireDPoP", "DPoPValidationMode", "DPoPClockSkew",
            "EnableLocalLogin", "NonEditable", "RequirePushedAuthorization")
        VALUES (
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28,
            $29, $30, $31, $32, $33, $34, $35, $36,
            'oidc', false, false, false, 1, interval '5 minutes', true, false, false)
        RETURNING "Id"
        """;

    private const string Update = """
        UPDATE "Clients" SET
            "ClientId" = $1, "ClientName" = $2, "Description" = $3, "Enabled" = $4, "RequireClientSecret" = $5, "RequirePkce" = $6,
            "AccessTokenType" = $7, "AccessTokenLifetime" = $8, "AuthorizationCodeLifetime" = $9, "IdentityTokenLifetime" = $10,
            "IncludeJwtId" = $11, "AllowedIdentityTokenSigningAlgorithms" = $12, "AlwaysIncludeUserClaimsInIdToken" = $13,
            "AlwaysSendClientClaims" = $14, "ClientClaimsPrefix" = $15, "ClientUri" = $16, "LogoUri" = $17, "AllowPlainTextPkce" = $18,
            "RequireConsent" = $19, "AllowRememberConsent" = $20, "ConsentLifetime" = $21, "AllowOfflineAccess" = $22, "RefreshTokenUsage" = $23,
            "RefreshTokenExpiration" = $24, "AbsoluteRefreshTokenLifetime" = $25, "SlidingRefreshTokenLifetime" = $26,
            "UpdateAccessTokenClaimsOnRefresh" = $27, "UserSsoLifetime" = $28, "CoordinateLifetimeWithUserSession" = $29,
            "FrontChannelLogoutUri" = $30, "FrontChannelLogoutSessionRequired" = $31, "BackChannelLogoutUri" = $32,
            "BackChannelLogoutSessionRequired" = $33, "DeviceCodeLifetime" = $34, "PollingInterval" = $35, "Updated" = $36
        WHERE "Id" = $37
        RETURNING "Id"
        """;

    private const string Delete = """DELETE FROM "Clients" WHERE "Id" = $1""";

    // A client that is made anew under the same id must not find the tokens of the old one alive.
    private const string DeleteGrants = """DELETE FROM "PersistedGrants" WHERE "ClientId" = $1""";
    private const string DeleteDeviceCodes = """DELETE FROM "DeviceCodes" WHERE "ClientId" = $1""";

    private const string DeleteClaims = """DELETE FROM "ClientClaims" WHERE "ClientId" = $1""";

    private const string InsertClaims =
        """INSERT INTO "ClientClaims" ("ClientId", "Type", "Value") SELECT $1, * FROM unnest($2::text[], $3::text[])""";

    private const string DeleteProperties = """DELETE FROM "ClientProperties" WHERE "ClientId" = $1 AND NOT ("Key" = ANY($2))""";

    private const string InsertProperties = """
        INSERT INTO "ClientProperties" ("ClientId", "Key", "Value") SELECT $1, * FROM unnest($2::text[], $3::text[])
        ON CONFLICT ("ClientId", "Key") DO UPDATE SET "Value" = excluded."Value"
        """;

    private static readonly ListTable _grantTypes = new(
        """DELETE FROM "ClientGrantTypes" WHERE "ClientId" = $1 AND NOT ("GrantType" = ANY($2))""",
        """INSERT INTO "ClientGrantTypes" ("ClientId", "GrantType") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly ListTable _redirectUris = new(
        """DELETE FROM "ClientRedirectUris" WHERE "ClientId" = $1 AND NOT ("RedirectUri" = ANY($2))""",
        """INSERT INTO "ClientRedirectUris" ("ClientId", "RedirectUri") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly ListTable _postLogoutRedirectUris = new(
        """DELETE FROM "ClientPostLogoutRedirectUris" WHERE "ClientId" = $1 AND NOT ("PostLogoutRedirectUri" = ANY($2))""",
        """INSERT INTO "ClientPostLogoutRedirectUris" ("ClientId", "PostLogoutRedirectUri") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly ListTable _corsOrigins = new(
        """DELETE FROM "ClientCorsOrigins" WHERE "ClientId" = $1 AND NOT ("Origin" = ANY($2))""",
        """INSERT INTO "ClientCorsOrigins" ("ClientId", "Origin") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly ListTable _scopes = new(
        """DELETE FROM "ClientScopes" WHERE "ClientId" = $1 AND NOT ("Scope" = ANY($2))""",
        """INSERT INTO "ClientScopes" ("ClientId", "Scope") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly SecretTable _secrets = new(
        """DELETE FROM "ClientSecrets" WHERE "ClientId" = $1 AND NOT ("Id" = ANY($2))""",
        """
        INSERT INTO "ClientSecrets" ("ClientId", "Value", "Type", "Description", "Expiration", "Created") VALUES ($1, $2, $3, $4, $5, $6)
        """);

    internal static async Task WriteAsync(NpgsqlConnection connection, ClientState client, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<NpgsqlParameter> parameters =
        [
            Sql.Value(client.ClientId), Sql.Text(client.ClientName), Sql.Text(client.Description), Sql.Value(client.Enabled),
            Sql.Value(client.RequireClientSecret), Sql.Value(client.RequirePkce), Sql.Value((int)client.AccessTokenType),
            Sql.Value(client.AccessTokenLifetime), Sql.Value(client.AuthorizationCodeLifetime), Sql.Value(client.IdentityTokenLifetime),
            Sql.Value(client.IncludeJwtId), Sql.Text(Lists.Join(client.AllowedIdentityTokenSigningAlgorithms)),
            Sql.Value(client.AlwaysIncludeUserClaimsInIdToken), Sql.Value(client.AlwaysSendClientClaims), Sql.Text(client.ClientClaimsPrefix),
            Sql.Text(client.ClientUri), Sql.Text(client.LogoUri), Sql.Value(client.AllowPlainTextPkce),
            Sql.Value(client.RequireConsent), Sql.Value(client.AllowRememberConsent), Sql.Number(client.ConsentLifetime),
            Sql.Value(client.AllowOfflineAccess), Sql.Value((int)client.RefreshTokenUsage), Sql.Value((int)client.RefreshTokenExpiration),
            Sql.Value(client.AbsoluteRefreshTokenLifetime), Sql.Value(client.SlidingRefreshTokenLifetime),
            Sql.Value(client.UpdateAccessTokenClaimsOnRefresh), Sql.Number(client.UserSsoLifetime),
            Sql.Flag(client.CoordinateLifetimeWithUserSession), Sql.Text(client.FrontChannelLogoutUri),
            Sql.Value(client.FrontChannelLogoutSessionRequired), Sql.Text(client.BackChannelLogoutUri),
            Sql.Value(client.BackChannelLogoutSessionRequired), Sql.Value(client.DeviceCodeLifetime), Sql.Number(client.PollingInterval),
            Sql.Instant(now),
        ];
        if (client.Id is { } existing)
            parameters.Add(Sql.Value(existing));
        var id = await connection.ScalarAsync<int>(client.Id is null ? Insert : Update, cancellationToken, [.. parameters]);

        await _grantTypes.ReplaceAsync(connection, id, client.GrantTypes, cancellationToken);
        await _redirectUris.ReplaceAsync(connection, id, client.RedirectUris, cancellationToken);
        await _postLogoutRedirectUris.ReplaceAsync(connection, id, client.PostLogoutRedirectUris, cancellationToken);
        await _corsOrigins.ReplaceAsync(connection, id, client.AllowedCorsOrigins, cancellationToken);
        await _scopes.ReplaceAsync(connection, id, client.Scopes, cancellationToken);
        await _secrets.ReplaceAsync(connection, id, client.Secrets, now, cancellationToken);
        await WriteClaimsAsync(connection, id, client, cancellationToken);
        await WritePropertiesAsync(connection, id, client, cancellationToken);
    }

    internal static async Task RemoveAsync(NpgsqlConnection connection, ClientState client, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(Delete, cancellationToken, Sql.Value(client.Id!.Value));
        await connection.ExecuteAsync(DeleteGrants, cancellationToken, Sql.Value(client.ClientId));
        await connection.ExecuteAsync(DeleteDeviceCodes, cancellationToken, Sql.Value(client.ClientId));
    }

    private static async Task WriteClaimsAsync(NpgsqlConnection connection, int id, ClientState client, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(DeleteClaims, cancellationToken, Sql.Value(id));
        await connection.ExecuteAsync(
            InsertClaims, cancellationToken, Sql.Value(id),
            Sql.Value(client.Claims.Select(claim => claim.Type).ToArray()), Sql.Value(client.Claims.Select(claim => claim.Value).ToArray()));
    }

    private static async Task WritePropertiesAsync(NpgsqlConnection connection, int id, ClientState client, CancellationToken cancellationToken)
    {
        var properties = client.Properties.ToDictionary(StringComparer.Ordinal);
        if (client.CanIntrospect)
            properties[ClientState.CanIntrospectProperty] = "true";
        var keys = properties.Keys.ToArray();
        await connection.ExecuteAsync(DeleteProperties, cancellationToken, Sql.Value(id), Sql.Value(keys));
        await connection.ExecuteAsync(InsertProperties, cancellationToken, Sql.Value(id), Sql.Value(keys), Sql.Value(properties.Values.ToArray()));
    }
}
