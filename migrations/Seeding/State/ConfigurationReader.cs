using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Seeding.Files;
using IdentityHost.Migrations.Seeding.Model;
using Npgsql;

namespace IdentityHost.Migrations.Seeding.State;

/// <summary>Reads what the database holds. The caller's transaction holds the lock under which all seeds are written.</summary>
internal static class ConfigurationReader
{
    private const string ApiScopes = """SELECT "Id", "Name", "DisplayName", "Description", "Enabled", "ShowInDiscoveryDocument" FROM "ApiScopes" """;
    private const string ApiScopeClaims = """SELECT "ScopeId", "Type" FROM "ApiScopeClaims" ORDER BY "Id" """;

    // Of the key, what is behind "display_name:" is the language.
    private const string ApiScopeNames =
        """SELECT "ScopeId", substr("Key", 14), "Value" FROM "ApiScopeProperties" WHERE starts_with("Key", 'display_name:') ORDER BY "Key" """;

    private const string IdentityResourceNames = """
        SELECT "IdentityResourceId", substr("Key", 14), "Value" FROM "IdentityResourceProperties" WHERE starts_with("Key", 'display_name:')
        ORDER BY "Key"
        """;

    private const string IdentityResources =
        """SELECT "Id", "Name", "DisplayName", "Description", "Enabled", "ShowInDiscoveryDocument" FROM "IdentityResources" """;

    private const string IdentityResourceClaims = """SELECT "IdentityResourceId", "Type" FROM "IdentityResourceClaims" ORDER BY "Id" """;

    private const string ApiResources =
        """SELECT "Id", "Name", "DisplayName", "Description", "Enabled", "AllowedAccessTokenSigningAlgorithms" FROM "ApiResources" """;

    private const string ApiResourceClaims = """SELECT "ApiResourceId", "Type" FROM "ApiResourceClaims" ORDER BY "Id" """;
    private const string ApiResourceScopes = """SELECT "ApiResourceId", "Scope" FROM "ApiResourceScopes" ORDER BY "Id" """;

    private const string ApiResourceSecrets =
        """SELECT "ApiResourceId", "Id", "Value", "Type", "Description", "Expiration" FROM "ApiResourceSecrets" ORDER BY "Id" """;

    private const string Clients = """
        SELECT "Id", "ClientId", "ClientName", "Description", "Enabled", "RequireClientSecret", "RequirePkce", "AccessTokenType",
               "AccessTokenLifetime", "AuthorizationCodeLifetime", "IdentityTokenLifetime", "IncludeJwtId",
               "AllowedIdentityTokenSigningAlgorithms", "AlwaysIncludeUserClaimsInIdToken", "AlwaysSendClientClaims", "ClientClaimsPrefix",
               "ClientUri", "LogoUri", "AllowPlainTextPkce", "RequireConsent", "AllowRememberConsent", "ConsentLifetime", "AllowOfflineAccess",
               "RefreshTokenUsage", "RefreshTokenExpiration", "AbsoluteRefreshTokenLifetime", "SlidingRefreshTokenLifetime",
               "UpdateAccessTokenClaimsOnRefresh", "UserSsoLifetime", "CoordinateLifetimeWithUserSession", "FrontChannelLogoutUri",
               "FrontChannelLogoutSessionRequired", "BackChannelLogoutUri", "BackChannelLogoutSessionRequired", "DeviceCodeLifetime",
               "PollingInterval"
        FROM "Clients"
        """;

    private const string ClientGrantTypes = """SELECT "ClientId", "GrantType" FROM "ClientGrantTypes" ORDER BY "Id" """;
    private const string ClientRedirectUris = """SELECT "ClientId", "RedirectUri" FROM "ClientRedirectUris" ORDER BY "Id" """;
    private const string ClientPostLogoutRedirectUris =
        """SELECT "ClientId", "PostLogoutRedirectUri" FROM "ClientPostLogoutRedirectUris" ORDER BY "Id" """;

    private const string ClientCorsOrigins = """SELECT "ClientId", "Origin" FROM "ClientCorsOrigins" ORDER BY "Id" """;
    private const string ClientScopes = """SELECT "ClientId", "Scope" FROM "ClientScopes" ORDER BY "Id" """;
    private const string ClientClaims = """SELECT "ClientId", "Type", "Value" FROM "ClientClaims" ORDER BY "Id" """;
    private const string ClientProperties = """SELECT "ClientId", "Key", "Value" FROM "ClientProperties" ORDER BY "Id" """;

    private const string ClientSecrets =
        """SELECT "ClientId", "Id", "Value", "Type", "Description", "Expiration" FROM "ClientSecrets" ORDER BY "Id" """;

    private const string Users = """
        SELECT "Id", "UserName", "DisplayName", "Email", "EmailConfirmed", "IntrospectionId", "Disabled", "PhoneNumber", "PhoneNumberConfirmed"
        FROM "Users"
        WHERE "NormalizedUserName" = ANY($1) OR "Id" = ANY($2) OR "IntrospectionId" = ANY($3)
        """;

    private const string UserClaims = """SELECT "UserId", "ClaimType", "ClaimValue" FROM "UserClaims" WHERE "UserId" = ANY($1) ORDER BY "Id" """;

    /// <param name="seeds">Whose users to read, and those who have a client's id as subject.</param>
    internal static async Task<Configuration> ReadAsync(
        NpgsqlConnection connection, IEnumerable<ParsedSeed> seeds, CancellationToken cancellationToken)
    {
        var configuration = new Configuration();
        if (!await SeedHistory.ExistsAsync(connection, cancellationToken))
            return configuration;

        await ReadScopesAsync(connection, configuration, cancellationToken);
        await ReadApiResourcesAsync(connection, configuration, cancellationToken);
        await ReadClientsAsync(connection, configuration, cancellationToken);
        await ReadUsersAsync(connection, configuration, [.. seeds.Select(seed => seed.Document)], cancellationToken);
        return configuration;
    }

    private static async Task ReadScopesAsync(NpgsqlConnection connection, Configuration configuration, CancellationToken cancellationToken)
    {
        var claims = await ListsAsync(connection, ApiScopeClaims, cancellationToken);
        var names = await PairsAsync(connection, ApiScopeNames, cancellationToken);
        foreach (var scope in await connection.QueryAsync(ApiScopes, row => new ApiScopeState
        {
            Id = row.GetInt32(0),
            Name = row.GetString(1),
            DisplayName = row.TextOrNull(2),
            OtherDisplayNames = names[row.GetInt32(0)].ToDictionary(name => name.Key, name => name.Value, StringComparer.Ordinal),
            Description = row.TextOrNull(3),
            Enabled = row.GetBoolean(4),
            ShowInDiscoveryDocument = row.GetBoolean(5),
            Claims = [.. claims[row.GetInt32(0)]],
        }, cancellationToken))
        {
            configuration.ApiScopes.Add(scope.Name, scope);
        }

        claims = await ListsAsync(connection, IdentityResourceClaims, cancellationToken);
        names = await PairsAsync(connection, IdentityResourceNames, cancellationToken);
        foreach (var resource in await connection.QueryAsync(IdentityResources, row => new IdentityResourceState
        {
            Id = row.GetInt32(0),
            Name = row.GetString(1),
            DisplayName = row.TextOrNull(2),
            OtherDisplayNames = names[row.GetInt32(0)].ToDictionary(name => name.Key, name => name.Value, StringComparer.Ordinal),
            Description = row.TextOrNull(3),
            Enabled = row.GetBoolean(4),
            ShowInDiscoveryDocument = row.GetBoolean(5),
            Claims = [.. claims[row.GetInt32(0)]],
        }, cancellationToken))
        {
            configuration.IdentityResources.Add(resource.Name, resource);
        }
    }

    private static async Task ReadApiResourcesAsync(
        NpgsqlConnection connection, Configuration configuration, CancellationToken cancellationToken)
    {
        var claims = await ListsAsync(connection, ApiResourceClaims, cancellationToken);
        var scopes = await ListsAsync(connection, ApiResourceScopes, cancellationToken);
        var secrets = await SecretsAsync(connection, ApiResourceSecrets, cancellationToken);
        foreach (var resource in await connection.QueryAsync(ApiResources, row => new ApiResourceState
        {
            Id = row.GetInt32(0),
            Name = row.GetString(1),
            DisplayName = row.TextOrNull(2),
            Description = row.TextOrNull(3),
            Enabled = row.GetBoolean(4),
            Claims = [.. claims[row.GetInt32(0)]],
            Scopes = [.. scopes[row.GetInt32(0)]],
            Secrets = [.. secrets[row.GetInt32(0)]],
            AllowedAccessTokenSigningAlgorithms = Lists.Split(row.TextOrNull(5)),
        }, cancellationToken))
        {
            configuration.ApiResources.Add(resource.Name, resource);
        }
    }

    private static async Task ReadClientsAsync(NpgsqlConnection connection, Configuration configuration, CancellationToken cancellationToken)
    {
        var grantTypes = await ListsAsync(connection, ClientGrantTypes, cancellationToken);
        var redirectUris = await ListsAsync(connection, ClientRedirectUris, cancellationToken);
        var postLogoutRedirectUris = await ListsAsync(connection, ClientPostLogoutRedirectUris, cancellationToken);
        var corsOrigins = await ListsAsync(connection, ClientCorsOrigins, cancellationToken);
        var scopes = await ListsAsync(connection, ClientScopes, cancellationToken);
        var secrets = await SecretsAsync(connection, ClientSecrets, cancellationToken);
        var claims = await PairsAsync(connection, ClientClaims, cancellationToken);
        var properties = await PairsAsync(connection, ClientProperties, cancellationToken);
        foreach (var client in await connection.QueryAsync(Clients, row => new ClientState
        {
            Id = row.GetInt32(0),
            ClientId = row.GetString(1),
            ClientName = row.TextOrNull(2),
            Description = row.TextOrNull(3),
            Enabled = row.GetBoolean(4),
            RequireClientSecret = row.GetBoolean(5),
            RequirePkce = row.GetBoolean(6),
            AccessTokenType = (SeedTokenType)row.GetInt32(7),
            AccessTokenLifetime = row.GetInt32(8),
            AuthorizationCodeLifetime = row.GetInt32(9),
            IdentityTokenLifetime = row.GetInt32(10),
            IncludeJwtId = row.GetBoolean(11),
            AllowedIdentityTokenSigningAlgorithms = Lists.Split(row.TextOrNull(12)),
            AlwaysIncludeUserClaimsInIdToken = row.GetBoolean(13),
            AlwaysSendClientClaims = row.GetBoolean(14),
            ClientClaimsPrefix = row.TextOrNull(15),
            ClientUri = row.TextOrNull(16),
            LogoUri = row.TextOrNull(17),
            AllowPlainTextPkce = row.GetBoolean(18),
            RequireConsent = row.GetBoolean(19),
            AllowRememberConsent = row.GetBoolean(20),
            ConsentLifetime = row.NumberOrNull(21),
            AllowOfflineAccess = row.GetBoolean(22),
            RefreshTokenUsage = (SeedTokenUsage)row.GetInt32(23),
            RefreshTokenExpiration = (SeedTokenExpiration)row.GetInt32(24),
            AbsoluteRefreshTokenLifetime = row.GetInt32(25),
            SlidingRefreshTokenLifetime = row.GetInt32(26),
            UpdateAccessTokenClaimsOnRefresh = row.GetBoolean(27),
            UserSsoLifetime = row.NumberOrNull(28),
            CoordinateLifetimeWithUserSession = row.FlagOrNull(29),
            FrontChannelLogoutUri = row.TextOrNull(30),
            FrontChannelLogoutSessionRequired = row.GetBoolean(31),
            BackChannelLogoutUri = row.TextOrNull(32),
            BackChannelLogoutSessionRequired = row.GetBoolean(33),
            DeviceCodeLifetime = row.GetInt32(34),
            PollingInterval = row.NumberOrNull(35),
            Claims = [.. claims[row.GetInt32(0)].Select(claim => new ClaimState(claim.Key, claim.Value))],
            GrantTypes = [.. grantTypes[row.GetInt32(0)]],
            RedirectUris = [.. redirectUris[row.GetInt32(0)]],
            PostLogoutRedirectUris = [.. postLogoutRedirectUris[row.GetInt32(0)]],
            AllowedCorsOrigins = [.. corsOrigins[row.GetInt32(0)]],
            Scopes = [.. scopes[row.GetInt32(0)]],
            Secrets = [.. secrets[row.GetInt32(0)]],
            CanIntrospect = properties[row.GetInt32(0)].Any(property => property is (ClientState.CanIntrospectProperty, "true")),
            Properties = properties[row.GetInt32(0)].Where(property => property.Key != ClientState.CanIntrospectProperty)
                .ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal),
        }, cancellationToken))
        {
            configuration.Clients.Add(client.ClientId, client);
        }
    }

    private static async Task ReadUsersAsync(
        NpgsqlConnection connection, Configuration configuration, IReadOnlyList<SeedDocument> documents, CancellationToken cancellationToken)
    {
        var named = documents.SelectMany(document => document.Users).ToList();
        var subjects = named.Select(user => user.Subject).Concat(documents.SelectMany(document => document.Clients).Select(client => client.ClientId));

        var users = await connection.QueryAsync(
            Users,
            row => new UserState
            {
                Subject = row.GetString(0),
                UserName = row.TextOrNull(1) ?? "",
                DisplayName = row.TextOrNull(2),
                Email = row.TextOrNull(3),
                EmailVerified = row.GetBoolean(4),
                IntrospectionId = row.GetGuid(5),
                Enabled = !row.GetBoolean(6),
                PhoneNumber = row.TextOrNull(7),
                PhoneNumberVerified = row.GetBoolean(8),
            },
            cancellationToken,
            Sql.Value(named.Select(user => UserState.Normalize(user.UserName!)).ToArray()),
            Sql.Value(subjects.OfType<string>().ToArray()),
            Sql.Value(named.Where(user => user.IntrospectionId is not null).Select(user => user.IntrospectionId!.Value).ToArray()));
        var claims = (await connection.QueryAsync(
                UserClaims,
                row => (Subject: row.GetString(0), Claim: new ClaimState(row.TextOrNull(1) ?? "", row.TextOrNull(2) ?? "")),
                cancellationToken,
                Sql.Value(users.Select(user => user.Subject).ToArray())))
            .ToLookup(row => row.Subject, row => row.Claim, StringComparer.Ordinal);
        foreach (var user in users)
            configuration.Users[UserState.Normalize(user.UserName)] = user with { Claims = [.. claims[user.Subject]] };
    }

    private static async Task<ILookup<int, string>> ListsAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(sql, row => (Owner: row.GetInt32(0), Value: row.GetString(1)), cancellationToken))
        .ToLookup(row => row.Owner, row => row.Value);

    private static async Task<ILookup<int, (string Key, string Value)>> PairsAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(sql, row => (Owner: row.GetInt32(0), Pair: (row.GetString(1), row.GetString(2))), cancellationToken))
        .ToLookup(row => row.Owner, row => row.Pair);

    private static async Task<ILookup<int, SecretState>> SecretsAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(
            sql,
            row => (
                Owner: row.GetInt32(0),
                Secret: new SecretState(row.GetInt32(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.InstantOrNull(5))),
            cancellationToken))
        .ToLookup(row => row.Owner, row => row.Secret);
}
