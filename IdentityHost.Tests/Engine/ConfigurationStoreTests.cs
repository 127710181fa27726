using IdentityEngine.EntityFramework.DbContexts;
using IdentityEngine.EntityFramework.Stores;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityHost.Tests.Engine;

/// <summary>The EF Core stores on the tables that the schema migrations made.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ConfigurationStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_model_has_every_column_of_its_tables_as_the_migrations_made_them()
    {
        await using var configuration = Configuration();
        await using var operational = new PersistedGrantDbContext(
            new DbContextOptionsBuilder<PersistedGrantDbContext>().UseNpgsql(_database.ConnectionString).Options);

        foreach (var table in configuration.Model.GetEntityTypes().Concat(operational.Model.GetEntityTypes()))
        {
            var columns = table.GetProperties().Select(Describe).Order(StringComparer.Ordinal);
            var stored = await _database.ScalarAsync<string[]>(
                """
                SELECT array_agg(column_name || ' ' || data_type || COALESCE('(' || character_maximum_length || ')', '')
                    || CASE is_nullable WHEN 'NO' THEN '!' ELSE '' END)
                FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1
                """,
                table.GetTableName()!);
            columns.ShouldBe(stored.ShouldNotBeNull(table.GetTableName()).Order(StringComparer.Ordinal), table.GetTableName());
        }
    }

    [Fact]
    public async Task A_client_is_read_with_everything_that_belongs_to_it()
    {
        await _database.AddClientAsync(
            "whole",
            new
            {
                ClientName = "Whole",
                Description = "All of it",
                RequireClientSecret = false,
                RequirePkce = false,
                RequireConsent = true,
                AlwaysIncludeUserClaimsInIdToken = true,
                IdentityTokenLifetime = 1,
                AllowedIdentityTokenSigningAlgorithms = "ES256, RS256",
                AccessTokenLifetime = 2,
                AuthorizationCodeLifetime = 3,
                AccessTokenType = 0,
                EnableLocalLogin = false,
                IncludeJwtId = false,
                AlwaysSendClientClaims = true,
                ClientClaimsPrefix = "c_",
                UserSsoLifetime = 4,
            },
            grants: ["authorization_code", "client_credentials"],
            scopes: ["openid", "messages.read"],
            secrets: [("first", null), ("second", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero))]);
        await _database.ExecuteAsync(
            """
            INSERT INTO "ClientClaims" ("Type", "Value", "ClientId") SELECT 'tier', 'gold', "Id" FROM "Clients" WHERE "ClientId" = 'whole';
            """);
        await _database.ExecuteAsync(
            """
            INSERT INTO "ClientProperties" ("Key", "Value", "ClientId") SELECT 'can_introspect', 'true', "Id" FROM "Clients" WHERE "ClientId" = 'whole';
            """);

        await using var context = Configuration();
        var client = (await Clients(context).FindClientByIdAsync("whole", default)).ShouldNotBeNull();

        client.ShouldSatisfyAllConditions(
            () => client.Enabled.ShouldBeTrue(),
            () => client.ClientName.ShouldBe("Whole"),
            () => client.Description.ShouldBe("All of it"),
            () => client.RequireClientSecret.ShouldBeFalse(),
            () => client.RequirePkce.ShouldBeFalse(),
            () => client.RequireConsent.ShouldBeTrue(),
            () => client.AlwaysIncludeUserClaimsInIdToken.ShouldBeTrue(),
            () => client.IdentityTokenLifetime.ShouldBe(1),
            () => client.AllowedIdentityTokenSigningAlgorithms.ShouldBe(["ES256", "RS256"], ignoreOrder: true),
            () => client.AccessTokenLifetime.ShouldBe(2),
            () => client.AuthorizationCodeLifetime.ShouldBe(3),
            () => client.AccessTokenType.ShouldBe(AccessTokenType.Jwt),
            () => client.EnableLocalLogin.ShouldBeFalse(),
            () => client.IncludeJwtId.ShouldBeFalse(),
            () => client.AlwaysSendClientClaims.ShouldBeTrue(),
            () => client.ClientClaimsPrefix.ShouldBe("c_"),
            () => client.UserSsoLifetime.ShouldBe(4),
            () => client.AllowedGrantTypes.ShouldBe(["authorization_code", "client_credentials"], ignoreOrder: true),
            () => client.AllowedScopes.ShouldBe(["openid", "messages.read"], ignoreOrder: true),
            () => client.RedirectUris.ShouldBe([TestClients.RedirectUri]),
            () => client.Claims.Single().ShouldBe(new ClientClaim("tier", "gold", ClaimValueTypes.String)),
            () => client.Properties["can_introspect"].ShouldBe("true"),
            () => client.ClientSecrets.Single(secret => secret.Value == TestClients.Hash("first")).Expiration.ShouldBeNull(),
            () => client.ClientSecrets.Single(secret => secret.Value == TestClients.Hash("second")).Expiration
                .ShouldBe(new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc)));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData("WHOLE")]
    [InlineData("a\0b")]
    public async Task A_client_that_there_is_not_is_null(string clientId)
    {
        await _database.AddClientAsync("whole");
        await using var context = Configuration();
        (await Clients(context).FindClientByIdAsync(clientId, default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("RequireDPoP")]
    [InlineData("RequireRequestObject")]
    [InlineData("RequirePushedAuthorization")]
    public async Task A_client_that_demands_what_there_is_not_is_disabled_and_the_log_says_why(string setting)
    {
        await _database.AddClientAsync("strict", new Dictionary<string, object> { [setting] = true });
        var logs = new CapturedLogs();
        using var factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));

        await using var context = Configuration();
        var client = await new ClientStore(context, factory.CreateLogger<ClientStore>()).FindClientByIdAsync("strict", default);

        client.ShouldNotBeNull().Enabled.ShouldBeFalse();
        logs.Lines.ShouldContain(line => line.Level == LogLevel.Warning && line.Message.Contains(setting, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_clients_are_read_in_the_order_of_their_making()
    {
        await using var context = Configuration();
        var ids = new List<string>();
        await foreach (var client in Clients(context).GetAllClientsAsync(default))
            ids.Add(client.ClientId);
        ids.ShouldBe(
            [
                Demo.ResourceServerId, Demo.WebAppId, Demo.PlainClientId, Demo.NotesId, Demo.PhotosId, Demo.TvId, Demo.SessionAdminId, Demo.JwtAppId,
            ]);
    }

    [Fact]
    public async Task Resources_are_found_by_name_and_by_scope_with_everything_that_belongs_to_them()
    {
        await _database.ExecuteAsync(
            """UPDATE "ApiResources" SET "AllowedAccessTokenSigningAlgorithms" = 'ES256,PS256', "RequireResourceIndicator" = true""");
        await _database.ExecuteAsync(
            """INSERT INTO "ApiResourceClaims" ("ApiResourceId", "Type") SELECT "Id", 'email' FROM "ApiResources" """);
        await _database.ExecuteAsync(
            """INSERT INTO "ApiScopeClaims" ("ScopeId", "Type") SELECT "Id", 'name' FROM "ApiScopes" WHERE "Name" = 'user.read'""");
        await using var context = Configuration();
        var store = new ResourceStore(context);

        var api = (await store.FindApiResourcesByScopeNameAsync(["user.read", "a\0b"], default)).ShouldHaveSingleItem();
        api.Name.ShouldBe(Demo.ApiResource);
        api.Scopes.ShouldBe(["user.read", "messages.read"], ignoreOrder: true);
        api.ApiSecrets.ShouldHaveSingleItem().Value.ShouldBe(TestClients.Hash(Demo.ApiResourceSecret));
        api.UserClaims.ShouldBe(["email"]);
        api.AllowedAccessTokenSigningAlgorithms.ShouldBe(["ES256", "PS256"], ignoreOrder: true);
        api.RequireResourceIndicator.ShouldBeTrue();
        (await store.FindApiResourcesByNameAsync([Demo.ApiResource, "none"], default)).ShouldHaveSingleItem();
        (await store.FindApiResourcesByScopeNameAsync(["openid"], default)).ShouldBeEmpty();

        (await store.FindApiScopesByNameAsync(["user.read", "openid"], default)).ShouldHaveSingleItem().UserClaims.ShouldBe(["name"]);
        (await store.FindIdentityResourcesByScopeNameAsync(["profile", "user.read"], default)).ShouldHaveSingleItem()
            .UserClaims.ShouldBe(["name", "preferred_username"], ignoreOrder: true);

        var all = await store.GetAllResourcesAsync(default);
        all.IdentityResources.Select(resource => resource.Name).ShouldBe(["openid", "profile", "email", "phone", "address"]);
        all.ApiScopes.Select(scope => scope.Name).ShouldBe(["introspect", "user.read", "messages.read", "identity.sessions"]);
        all.ApiResources.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_name_of_both_an_identity_resource_and_an_API_scope_is_refused()
    {
        await _database.ExecuteAsync("""UPDATE "ApiScopes" SET "Name" = 'profile' WHERE "Name" = 'introspect'""");
        await using var context = Configuration();
        await Should.ThrowAsync<InvalidOperationException>(() => new ResourceStore(context).FindEnabledResourcesByScopeAsync(["profile"], default));
    }

    private static ClientStore Clients(ConfigurationDbContext context) => new(context, NullLogger<ClientStore>.Instance);

    private static string Describe(IProperty property) =>
        $"{property.GetColumnName()} {property.GetColumnType()}{(property.IsNullable ? "" : "!")}";

    private ConfigurationDbContext Configuration() =>
        new(new DbContextOptionsBuilder<ConfigurationDbContext>().UseNpgsql(_database.ConnectionString).Options);
}
