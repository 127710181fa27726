using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Seeding.State;
using Npgsql;

namespace IdentityHost.Migrations.Seeding.Writing;

/// <summary>Writes API scopes, identity resources and API resources.</summary>
internal static class ResourceWriter
{
    private const string InsertApiScope = """
        INSERT INTO "ApiScopes" ("Name", "DisplayName", "Description", "Enabled", "ShowInDiscoveryDocument", "Created", "Required", "Emphasize", "NonEditable")
        VALUES ($1, $2, $3, $4, $5, $6, false, false, false) RETURNING "Id"
        """;

    private const string UpdateApiScope = """
        UPDATE "ApiScopes" SET "Name" = $1, "DisplayName" = $2, "Description" = $3, "Enabled" = $4, "ShowInDiscoveryDocument" = $5, "Updated" = $6
        WHERE "Id" = $7 RETURNING "Id"
        """;

    private const string InsertIdentityResource = """
        INSERT INTO "IdentityResources" (
            "Name", "DisplayName", "Description", "Enabled", "ShowInDiscoveryDocument", "Created", "Required", "Emphasize", "NonEditable")
        VALUES ($1, $2, $3, $4, $5, $6, false, false, false) RETURNING "Id"
        """;

    private const string UpdateIdentityResource = """
        UPDATE "IdentityResources" SET
            "Name" = $1, "DisplayName" = $2, "Description" = $3, "Enabled" = $4, "ShowInDiscoveryDocument" = $5, "Updated" = $6
        WHERE "Id" = $7 RETURNING "Id"
        """;

    private const string InsertApiResource = """
        INSERT INTO "ApiResources" (
            "Name", "DisplayName", "Description", "Enabled", "AllowedAccessTokenSigningAlgorithms", "Created",
            "ShowInDiscoveryDocument", "RequireResourceIndicator", "NonEditable")
        VALUES ($1, $2, $3, $4, $5, $6, true, false, false) RETURNING "Id"
        """;

    private const string UpdateApiResource = """
        UPDATE "ApiResources" SET
            "Name" = $1, "DisplayName" = $2, "Description" = $3, "Enabled" = $4, "AllowedAccessTokenSigningAlgorithms" = $5, "Updated" = $6
        WHERE "Id" = $7 RETURNING "Id"
        """;

    private const string DeleteApiScope = """DELETE FROM "ApiScopes" WHERE "Id" = $1""";
    private const string DeleteIdentityResource = """DELETE FROM "IdentityResources" WHERE "Id" = $1""";
    private const string DeleteApiResource = """DELETE FROM "ApiResources" WHERE "Id" = $1""";

    private static readonly ListTable _apiScopeClaims = new(
        """DELETE FROM "ApiScopeClaims" WHERE "ScopeId" = $1 AND NOT ("Type" = ANY($2))""",
        """INSERT INTO "ApiScopeClaims" ("ScopeId", "Type") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly ListTable _identityResourceClaims = new(
        """DELETE FROM "IdentityResourceClaims" WHERE "IdentityResourceId" = $1 AND NOT ("Type" = ANY($2))""",
        """INSERT INTO "IdentityResourceClaims" ("IdentityResourceId", "Type") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly ListTable _apiResourceClaims = new(
        """DELETE FROM "ApiResourceClaims" WHERE "ApiResourceId" = $1 AND NOT ("Type" = ANY($2))""",
        """INSERT INTO "ApiResourceClaims" ("ApiResourceId", "Type") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly ListTable _apiResourceScopes = new(
        """DELETE FROM "ApiResourceScopes" WHERE "ApiResourceId" = $1 AND NOT ("Scope" = ANY($2))""",
        """INSERT INTO "ApiResourceScopes" ("ApiResourceId", "Scope") SELECT $1, unnest($2) ON CONFLICT DO NOTHING""");

    private static readonly DisplayNameTable _apiScopeNames = new(
        """DELETE FROM "ApiScopeProperties" WHERE "ScopeId" = $1 AND starts_with("Key", 'display_name:') AND NOT ("Key" = ANY($2))""",
        """
        INSERT INTO "ApiScopeProperties" ("ScopeId", "Key", "Value") SELECT $1, * FROM unnest($2::text[], $3::text[])
        ON CONFLICT ("ScopeId", "Key") DO UPDATE SET "Value" = excluded."Value"
        """);

    private static readonly DisplayNameTable _identityResourceNames = new(
        """
        DELETE FROM "IdentityResourceProperties"
        WHERE "IdentityResourceId" = $1 AND starts_with("Key", 'display_name:') AND NOT ("Key" = ANY($2))
        """,
        """
        INSERT INTO "IdentityResourceProperties" ("IdentityResourceId", "Key", "Value") SELECT $1, * FROM unnest($2::text[], $3::text[])
        ON CONFLICT ("IdentityResourceId", "Key") DO UPDATE SET "Value" = excluded."Value"
        """);

    private static readonly SecretTable _apiResourceSecrets = new(
        """DELETE FROM "ApiResourceSecrets" WHERE "ApiResourceId" = $1 AND NOT ("Id" = ANY($2))""",
        """
        INSERT INTO "ApiResourceSecrets" ("ApiResourceId", "Value", "Type", "Description", "Expiration", "Created")
        VALUES ($1, $2, $3, $4, $5, $6)
        """);

    internal static async Task WriteAsync(NpgsqlConnection connection, ApiScopeState scope, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = await connection.ScalarAsync<int>(
            scope.Id is null ? InsertApiScope : UpdateApiScope, cancellationToken,
            [.. Common(scope), Sql.Value(scope.ShowInDiscoveryDocument), Sql.Instant(now), .. RowOf(scope)]);
        await _apiScopeClaims.ReplaceAsync(connection, id, scope.Claims, cancellationToken);
        await _apiScopeNames.ReplaceAsync(connection, id, scope.OtherDisplayNames, cancellationToken);
    }

    internal static async Task WriteAsync(
        NpgsqlConnection connection, IdentityResourceState resource, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = await connection.ScalarAsync<int>(
            resource.Id is null ? InsertIdentityResource : UpdateIdentityResource, cancellationToken,
            [.. Common(resource), Sql.Value(resource.ShowInDiscoveryDocument), Sql.Instant(now), .. RowOf(resource)]);
        await _identityResourceClaims.ReplaceAsync(connection, id, resource.Claims, cancellationToken);
        await _identityResourceNames.ReplaceAsync(connection, id, resource.OtherDisplayNames, cancellationToken);
    }

    internal static async Task WriteAsync(
        NpgsqlConnection connection, ApiResourceState resource, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = await connection.ScalarAsync<int>(
            resource.Id is null ? InsertApiResource : UpdateApiResource, cancellationToken,
            [.. Common(resource), Sql.Text(Lists.Join(resource.AllowedAccessTokenSigningAlgorithms)), Sql.Instant(now), .. RowOf(resource)]);
        await _apiResourceClaims.ReplaceAsync(connection, id, resource.Claims, cancellationToken);
        await _apiResourceScopes.ReplaceAsync(connection, id, resource.Scopes, cancellationToken);
        await _apiResourceSecrets.ReplaceAsync(connection, id, resource.Secrets, now, cancellationToken);
    }

    internal static Task RemoveAsync(NpgsqlConnection connection, ResourceState resource, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            resource switch
            {
                ApiScopeState => DeleteApiScope,
                IdentityResourceState => DeleteIdentityResource,
                _ => DeleteApiResource,
            },
            cancellationToken,
            Sql.Value(resource.Id!.Value));

    private static NpgsqlParameter[] Common(ResourceState resource) =>
        [Sql.Value(resource.Name), Sql.Text(resource.DisplayName), Sql.Text(resource.Description), Sql.Value(resource.Enabled)];

    private static NpgsqlParameter[] RowOf(ResourceState resource) => resource.Id is { } id ? [Sql.Value(id)] : [];
}
