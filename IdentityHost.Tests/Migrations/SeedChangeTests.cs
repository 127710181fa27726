using System.Security.Cryptography;
using System.Text;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Tests.Migrations;

/// <summary>What seeds create, change and remove. Each test has a copy of the demonstration database.</summary>
public sealed class SeedChangeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly string SecretOfEnvironment = TestSeeds.NewSecret();

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task RFC9068_5_a_client_with_a_users_subject_may_have_reference_tokens_and_one_that_collides_already_may_be_changed()
    {
        await ApplyAsync("""
            clients:
              - clientId: 1
                grantTypes: [client_credentials]
                scopes: [messages.read]
                accessTokenType: reference
                secrets: [{ sha256: 5f4dcc3b5aa765d61d8327deb882cf995f4dcc3b5aa765d61d8327deb882cf99 }]
            """);
        await _database.ExecuteAsync("""UPDATE "Clients" SET "AccessTokenType" = 0 WHERE "ClientId" = '1'""");

        await ApplyAsync("""
            clients:
              - action: change
                clientId: 1
                description: changed
            """, "0004_test.yaml");

        (await TextAsync("""SELECT "Description" FROM "Clients" WHERE "ClientId" = '1'""")).ShouldBe("changed");
    }

    [Fact]
    public async Task A_client_is_created_with_everything_that_a_seed_can_say()
    {
        var variable = TestSeeds.SetVariable(SecretOfEnvironment);
        await ApplyAsync($$"""
            apiScopes:
              - name: orders.read
            clients:
              - clientId: orders
                clientName: Orders
                description: Everything
                enabled: false
                grantTypes: [client_credentials, authorization_code]
                redirectUris: [https://a.example/cb, 'http://127.0.0.1:7000/cb', 'com.example.app:/cb']
                scopes: [openid, orders.read]
                requirePkce: false
                accessTokenType: reference
                accessTokenLifetime: 60
                authorizationCodeLifetime: 61
                identityTokenLifetime: 62
                includeJwtId: false
                allowedIdentityTokenSigningAlgorithms: [ES256, RS256]
                alwaysIncludeUserClaimsInIdToken: true
                claims: [{ type: tenant, value: 7 }]
                alwaysSendClientClaims: true
                clientClaimsPrefix: ''
                canIntrospect: true
                properties: { team: blue }
                secrets:
                  - from: env:{{variable}}
                    description: of the environment
                    expires: 2030-01-02T03:04:05Z
                  - sha256: {{Hash("given")}}
                  - sha256: {{Convert.ToHexString(SHA256.HashData("hexadecimal"u8))}}
            """);

        (await TextAsync("""
            SELECT concat_ws('|', "ClientName", "Description", "Enabled", "RequirePkce", "AccessTokenType", "AccessTokenLifetime",
                "AuthorizationCodeLifetime", "IdentityTokenLifetime", "IncludeJwtId", "AllowedIdentityTokenSigningAlgorithms",
                "AlwaysIncludeUserClaimsInIdToken", "AlwaysSendClientClaims", "ClientClaimsPrefix" IS NULL, "Updated" IS NULL)
            FROM "Clients" WHERE "ClientId" = 'orders'
            """)).ShouldBe("Orders|Everything|f|f|1|60|61|62|f|ES256,RS256|t|t|t|t");
        (await ListAsync("ClientGrantTypes", "GrantType", "orders")).ShouldBe("authorization_code,client_credentials");
        (await ListAsync("ClientRedirectUris", "RedirectUri", "orders")).ShouldBe("com.example.app:/cb,http://127.0.0.1:7000/cb,https://a.example/cb");
        (await ListAsync("ClientScopes", "Scope", "orders")).ShouldBe("openid,orders.read");
        (await ListAsync("ClientClaims", "Type\" || '=' || \"Value", "orders")).ShouldBe("tenant=7");
        (await ListAsync("ClientProperties", "Key\" || '=' || \"Value", "orders")).ShouldBe("can_introspect=true,team=blue");
        (await TextAsync("""
            SELECT string_agg(concat_ws('|', s."Type", s."Value", s."Description", to_char(s."Expiration" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')), ';' ORDER BY s."Id")
            FROM "ClientSecrets" s JOIN "Clients" c ON c."Id" = s."ClientId" WHERE c."ClientId" = 'orders'
            """)).ShouldBe($"SharedSecret|{Hash(SecretOfEnvironment)}|of the environment|2030-01-02 03:04:05;"
            + $"SharedSecret|{Hash("given")};SharedSecret|{Hash("hexadecimal")}");
    }

    [Fact]
    public async Task A_client_is_created_with_everything_about_consent_sign_out_refresh_tokens_and_devices_and_changed_back()
    {
        const string Row = """
            SELECT concat_ws('|', "ClientUri", "LogoUri", "AllowPlainTextPkce", "RequireConsent", "AllowRememberConsent",
                coalesce("ConsentLifetime", -1), "AllowOfflineAccess", "RefreshTokenUsage", "RefreshTokenExpiration", "AbsoluteRefreshTokenLifetime",
                "SlidingRefreshTokenLifetime", "UpdateAccessTokenClaimsOnRefresh", coalesce("UserSsoLifetime", -1),
                coalesce("CoordinateLifetimeWithUserSession"::text, 'server'), "FrontChannelLogoutUri", "FrontChannelLogoutSessionRequired",
                "BackChannelLogoutUri", "BackChannelLogoutSessionRequired", "DeviceCodeLifetime", coalesce("PollingInterval", -1))
            FROM "Clients" WHERE "ClientId" = 'orders'
            """;
        await ApplyAsync($$"""
            clients:
              - clientId: orders
                grantTypes: [authorization_code, 'urn:ietf:params:oauth:grant-type:device_code']
                redirectUris: [https://a.example/cb]
                postLogoutRedirectUris: [https://a.example/out, 'com.example.app:/out']
                allowedCorsOrigins: [https://a.example, 'https://a.example:8443', 'http://localhost:5173', 'http://[::1]:8080', 'capacitor://localhost', https://xn--bcher-kva.example]
                secrets: [{ sha256: {{Hash("x")}} }]
                clientUri: https://a.example/
                logoUri: https://a.example/logo.svg
                allowPlainTextPkce: true
                requireConsent: true
                allowRememberConsent: false
                consentLifetime: 60
                allowOfflineAccess: true
                refreshTokenUsage: reUse
                refreshTokenExpiration: sliding
                absoluteRefreshTokenLifetime: 0
                slidingRefreshTokenLifetime: 61
                updateAccessTokenClaimsOnRefresh: true
                userSsoLifetime: 62
                coordinateLifetimeWithUserSession: false
                frontChannelLogoutUri: https://a.example/front
                frontChannelLogoutSessionRequired: false
                backChannelLogoutUri: https://a.example/back
                backChannelLogoutSessionRequired: false
                deviceCodeLifetime: 63
                pollingInterval: 7
            """);

        (await TextAsync(Row)).ShouldBe(
            "https://a.example/|https://a.example/logo.svg|t|t|f|60|t|0|0|0|61|t|62|false|https://a.example/front|f|https://a.example/back|f|63|7");
        (await ListAsync("ClientPostLogoutRedirectUris", "PostLogoutRedirectUri", "orders")).ShouldBe("com.example.app:/out,https://a.example/out");
        (await ListAsync("ClientCorsOrigins", "Origin", "orders"))
            .ShouldBe("capacitor://localhost,http://[::1]:8080,http://localhost:5173,https://a.example,https://a.example:8443,https://xn--bcher-kva.example");

        await ApplyAsync("""
            clients:
              - action: change
                clientId: orders
                clientUri: ''
                logoUri: ''
                consentLifetime: ''
                userSsoLifetime: ''
                coordinateLifetimeWithUserSession: ''
                frontChannelLogoutUri: ''
                backChannelLogoutUri: ''
                pollingInterval: ''
                postLogoutRedirectUris: []
                allowedCorsOrigins: [https://a.example, https://b.example]
            """, "0004_more.yaml");

        (await TextAsync(Row)).ShouldBe("t|t|f|-1|t|0|0|0|61|t|-1|server|f|f|63|-1");
        (await ListAsync("ClientPostLogoutRedirectUris", "PostLogoutRedirectUri", "orders")).ShouldBeEmpty();
        (await ListAsync("ClientCorsOrigins", "Origin", "orders")).ShouldBe("https://a.example,https://b.example");
    }

    [Fact]
    public async Task A_scope_has_a_name_in_each_language_until_another_is_written()
    {
        const string Names = """
            SELECT concat_ws('|', s."DisplayName", (SELECT string_agg(p."Key" || '=' || p."Value", ',' ORDER BY p."Key") FROM "ApiScopeProperties" p WHERE p."ScopeId" = s."Id"))
            FROM "ApiScopes" s WHERE s."Name" = 'orders'
            """;
        const string ResourceNames = """
            SELECT concat_ws('|', r."DisplayName", p."Key", p."Value") FROM "IdentityResources" r JOIN "IdentityResourceProperties" p ON p."IdentityResourceId" = r."Id"
            """;
        await ApplyAsync("""
            apiScopes:
              - name: orders
                displayName: { en: Read your orders, de: Ihre Bestellungen lesen, fr: Lire vos commandes }
            identityResources:
              - name: department
                displayName: { de: Ihre Abteilung, en: Your department }
            """);
        (await TextAsync(Names)).ShouldBe("Read your orders|display_name:de=Ihre Bestellungen lesen,display_name:fr=Lire vos commandes");
        (await TextAsync(ResourceNames)).ShouldBe("Your department|display_name:de|Ihre Abteilung");

        await _database.ExecuteAsync("""INSERT INTO "ApiScopeProperties" ("ScopeId", "Key", "Value") SELECT "Id", 'mine', 'kept' FROM "ApiScopes" WHERE "Name" = 'orders'""");
        await ApplyAsync("apiScopes:\n  - action: change\n    name: orders\n    displayName: { en: Read your orders, de: Bestellungen lesen }\n", "0004_more.yaml");
        (await TextAsync(Names)).ShouldBe("Read your orders|display_name:de=Bestellungen lesen,mine=kept");
        await ApplyAsync("apiScopes:\n  - action: change\n    name: orders\n    enabled: false\n", "0005_same.yaml");
        (await TextAsync(Names)).ShouldBe("Read your orders|display_name:de=Bestellungen lesen,mine=kept");
        await ApplyAsync("apiScopes:\n  - action: change\n    name: orders\n    displayName: Orders\n", "0006_plain.yaml");
        (await TextAsync(Names)).ShouldBe("Orders|mine=kept");
    }

    [Fact]
    public async Task What_a_seed_does_not_say_has_the_defaults_of_Duende()
    {
        await ApplyAsync($"clients:\n  - clientId: plain\n    grantTypes: [client_credentials]\n    secrets: [{{ sha256: {Hash("x")} }}]\n");

        (await TextAsync("""SELECT row_to_json(c)::jsonb - 'Id' - 'Created' FROM "Clients" c WHERE "ClientId" = 'plain'""", "jsonb"))
            .ShouldBe(await TextAsync("""
                SELECT '{"Enabled":true,"ClientId":"plain","ProtocolType":"oidc","RequireClientSecret":true,"ClientName":null,"Description":null,
                "ClientUri":null,"LogoUri":null,"RequireConsent":false,"AllowRememberConsent":true,"AlwaysIncludeUserClaimsInIdToken":false,
                "RequirePkce":true,"AllowPlainTextPkce":false,"RequireRequestObject":false,"AllowAccessTokensViaBrowser":false,"RequireDPoP":false,
                "DPoPValidationMode":1,"DPoPClockSkew":"00:05:00","FrontChannelLogoutUri":null,"FrontChannelLogoutSessionRequired":true,
                "BackChannelLogoutUri":null,"BackChannelLogoutSessionRequired":true,"AllowOfflineAccess":false,"IdentityTokenLifetime":300,
                "AllowedIdentityTokenSigningAlgorithms":null,"AccessTokenLifetime":3600,"AuthorizationCodeLifetime":300,"ConsentLifetime":null,
                "AbsoluteRefreshTokenLifetime":2592000,"SlidingRefreshTokenLifetime":1296000,"RefreshTokenUsage":1,
                "UpdateAccessTokenClaimsOnRefresh":false,"RefreshTokenExpiration":1,"AccessTokenType":0,"EnableLocalLogin":true,"IncludeJwtId":true,
                "AlwaysSendClientClaims":false,"ClientClaimsPrefix":"client_","PairWiseSubjectSalt":null,"InitiateLoginUri":null,
                "UserSsoLifetime":null,"UserCodeType":null,"DeviceCodeLifetime":300,"CibaLifetime":null,"PollingInterval":null,
                "CoordinateLifetimeWithUserSession":null,"Updated":null,"LastAccessed":null,"NonEditable":false,"PushedAuthorizationLifetime":null,
                "RequirePushedAuthorization":false}'
                """, "jsonb"));
    }

    [Fact]
    public async Task A_change_sets_what_is_written_replaces_lists_and_leaves_the_rest()
    {
        var secretRow = await TextAsync("""SELECT string_agg(s."Id"::text, ',') FROM "ClientSecrets" s JOIN "Clients" c ON c."Id" = s."ClientId" WHERE c."ClientId" = '3'""");
        await ApplyAsync($"""
            clients:
              - action: change
                clientId: 3
                clientName: The Web App
                description: ''
                accessTokenLifetime: 600
                redirectUris: [http://localhost:5002/callback, https://web.example/cb]
                scopes: [openid]
                secrets:
                  - sha256: {Hash(Demo.WebAppSecret)}
                  - sha256: {Hash("new")}
                    description: since the rotation
              - action: change
                clientId: 2
                canIntrospect: false
            """);

        (await TextAsync("""
            SELECT concat_ws('|', "ClientName", "Description" IS NULL, "AccessTokenLifetime", "AccessTokenType", "Updated" IS NOT NULL)
            FROM "Clients" WHERE "ClientId" = '3'
            """)).ShouldBe("The Web App|t|600|1|t");
        (await ListAsync("ClientRedirectUris", "RedirectUri", "3")).ShouldBe("http://localhost:5002/callback,https://web.example/cb");
        (await ListAsync("ClientScopes", "Scope", "3")).ShouldBe("openid");
        (await ListAsync("ClientGrantTypes", "GrantType", "3")).ShouldBe("authorization_code");
        (await ListAsync("ClientSecrets", "Value", "3")).Split(',').ShouldBe([Hash(Demo.WebAppSecret), Hash("new")], ignoreOrder: true);
        (await TextAsync($"""SELECT "Id" FROM "ClientSecrets" WHERE "Value" = '{Hash(Demo.WebAppSecret)}'""")).ShouldBe(secretRow);
        (await ListAsync("ClientProperties", "Key", "2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Properties_are_replaced_and_the_introspection_flag_is_not_one_of_them()
    {
        await ApplyAsync("clients:\n  - action: change\n    clientId: 2\n    properties: { team: blue, floor: '3' }\n");
        await ApplyAsync("clients:\n  - action: change\n    clientId: 2\n    properties: { team: green }\n", "0004_more.yaml");

        (await ListAsync("ClientProperties", "Key\" || '=' || \"Value", "2")).ShouldBe("can_introspect=true,team=green");
    }

    [Fact]
    public async Task A_removed_client_leaves_no_grant_behind_that_a_new_one_of_its_id_could_inherit()
    {
        foreach (var client in new[] { "3", "4" })
        {
            await _database.ExecuteAsync(
                """INSERT INTO "PersistedGrants" ("Key", "Type", "ClientId", "CreationTime", "Data") VALUES ($1, 'reference_token', $2, now(), '{}')""",
                $"key-{client}", client);
        }

        await ApplyAsync("clients:\n  - action: remove\n    clientId: 4\n");

        (await TextAsync("""SELECT string_agg("ClientId", ',' ORDER BY "ClientId") FROM "Clients" """)).ShouldBe("2,3,5,6,7,8,9");
        (await TextAsync("""SELECT string_agg("ClientId", ',') FROM "PersistedGrants" """)).ShouldBe("3");
    }

    [Fact]
    public async Task Scopes_and_resources_are_created_changed_and_removed()
    {
        await ApplyAsync($"""
            apiScopes:
              - name: orders.read
                displayName: Read orders
                description: All of them
                claims: [department]
                showInDiscoveryDocument: false
              - action: change
                name: user.read
                enabled: false
              - action: remove
                name: introspect
            identityResources:
              - name: department
                claims: [department, floor]
              - action: change
                name: profile
                claims: [name]
            apiResources:
              - name: orders-api
                scopes: [orders.read]
                claims: [role]
                allowedAccessTokenSigningAlgorithms: [ES256]
                secrets: [{"{"} sha256: {Hash("orders")}, description: first {"}"}]
              - action: change
                name: messages-api
                scopes: [messages.read]
                secrets: []
            clients:
              - action: change
                clientId: 2
                scopes: []
            """);

        (await TextAsync("""
            SELECT string_agg(concat_ws('|', s."Name", s."DisplayName", s."Description", s."Enabled", s."ShowInDiscoveryDocument",
                (SELECT string_agg(c."Type", '+') FROM "ApiScopeClaims" c WHERE c."ScopeId" = s."Id")), ';' ORDER BY s."Name")
            FROM "ApiScopes" s
            """)).ShouldBe("identity.sessions|See and end sessions|t|t;messages.read|Read your messages|t|t;orders.read|Read orders|All of them|t|f|department;user.read|Read your user data|f|t");
        (await TextAsync("""
            SELECT string_agg(concat_ws('|', r."Name", (SELECT string_agg(c."Type", '+' ORDER BY c."Type") FROM "IdentityResourceClaims" c
                WHERE c."IdentityResourceId" = r."Id")), ';' ORDER BY r."Name")
            FROM "IdentityResources" r
            """)).ShouldBe("address|address;department|department+floor;email|email+email_verified;openid|sub;phone|phone_number+phone_number_verified;profile|name");
        (await TextAsync("""
            SELECT string_agg(concat_ws('|', r."Name", r."AllowedAccessTokenSigningAlgorithms",
                (SELECT string_agg(s."Scope", '+') FROM "ApiResourceScopes" s WHERE s."ApiResourceId" = r."Id"),
                (SELECT string_agg(c."Type", '+') FROM "ApiResourceClaims" c WHERE c."ApiResourceId" = r."Id"),
                (SELECT string_agg(s."Value" || s."Description", '+') FROM "ApiResourceSecrets" s WHERE s."ApiResourceId" = r."Id")), ';' ORDER BY r."Name")
            FROM "ApiResources" r
            """)).ShouldBe($"messages-api|messages.read;orders-api|ES256|orders.read|role|{Hash("orders")}first");
        (await ListAsync("ClientScopes", "Scope", "2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Users_are_created_changed_and_removed()
    {
        var first = TestSeeds.SetVariable("the first of Dora's passwords");
        var second = TestSeeds.SetVariable("the second of Dora's passwords");
        await ApplyAsync($"""
            users:
              - userName: dora
                email: Dora@Example.com
                emailVerified: true
                displayName: Dora
                phoneNumber: +49 30 901820
                phoneNumberVerified: true
                claims: [{"{"} type: department, value: sales {"}"}]
                password: {"{"} from: env:{first} {"}"}
              - userName: carol
            """);
        (await TextAsync("""
            SELECT concat_ws('|', "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "DisplayName", "PhoneNumber", "PhoneNumberConfirmed", "Disabled", "LockoutEnabled",
                "AccessFailedCount", length("Id"), "SecurityStamp" IS NOT NULL, "ConcurrencyStamp" IS NOT NULL)
            FROM "Users" WHERE "UserName" = 'dora'
            """)).ShouldBe("DORA|Dora@Example.com|DORA@EXAMPLE.COM|t|Dora|+49 30 901820|t|f|t|0|36|t|t");
        (await PasswordOfAsync("dora", "the first of Dora's passwords")).ShouldBe(PasswordVerificationResult.Success);
        (await TextAsync("""SELECT "PasswordHash" IS NULL FROM "Users" WHERE "UserName" = 'carol'""")).ShouldBe("true");
        var introspectionId = await TextAsync("""SELECT "IntrospectionId" FROM "Users" WHERE "UserName" = 'dora'""");

        await _database.ExecuteAsync("""UPDATE "Users" SET "AccessFailedCount" = 3, "LockoutEnd" = now() + interval '1 hour' WHERE "UserName" = 'dora'""");
        await _database.ExecuteAsync(
            """
            INSERT INTO "PersistedGrants" ("Key", "Type", "SubjectId", "ClientId", "CreationTime", "Data")
            SELECT "UserName", 'reference_token', "Id", '3', now(), '{}' FROM "Users"
            """);
        await ApplyAsync($"""
            users:
              - action: change
                userName: DORA
                enabled: false
                email: ''
                claims: []
                password: {"{"} from: env:{second} {"}"}
              - action: remove
                userName: carol
            """, "0004_more.yaml");

        (await TextAsync("""
            SELECT concat_ws('|', "UserName", "Email" IS NULL, "NormalizedEmail" IS NULL, "Disabled", "AccessFailedCount", "LockoutEnd" IS NULL, "IntrospectionId",
                (SELECT count(*) FROM "UserClaims"))
            FROM "Users" WHERE "UserName" = 'dora'
            """)).ShouldBe($"dora|t|t|t|0|t|{introspectionId}|0");
        (await PasswordOfAsync("dora", "the first of Dora's passwords")).ShouldBe(PasswordVerificationResult.Failed);
        (await PasswordOfAsync("dora", "the second of Dora's passwords")).ShouldBe(PasswordVerificationResult.Success);
        (await TextAsync("""SELECT string_agg("UserName", ',' ORDER BY "UserName") FROM "Users" """)).ShouldBe("alice,bob,dora");
        (await TextAsync("""SELECT string_agg("Key", ',' ORDER BY "Key") FROM "PersistedGrants" """)).ShouldBe("alice,bob,dora");
    }

    [Fact]
    public async Task A_later_seed_builds_on_the_pending_one_before_it()
    {
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: a\n")
            .Write("0004_more.yaml", "apiScopes:\n  - action: change\n    name: a\n    displayName: A\n")
            .Write("0005_end.yaml", "apiScopes:\n  - action: remove\n    name: a\n  - name: b\n");

        var up = await MigrationsCli.UpAsync(_database.ConnectionString, seeds);

        up.Errors.ShouldBeEmpty();
        up.Output.ShouldBe(string.Join(Environment.NewLine,
            "seed 0003_test: applied (1 created, 0 changed, 0 removed)", "seed 0004_more: applied (0 created, 1 changed, 0 removed)",
            "seed 0005_end: applied (1 created, 0 changed, 1 removed)", "Done: schema and seeds are up to date.", ""));
        (await TextAsync("""SELECT string_agg("Name", ',' ORDER BY "Name") FROM "ApiScopes" """)).ShouldBe("b,identity.sessions,introspect,messages.read,user.read");
        (await TextAsync("""SELECT string_agg("Number" || "Name", ',' ORDER BY "Number") FROM "SeedHistory" """))
            .ShouldBe("10001_demonstration,20002_people_and_apps,30003_test,40004_more,50005_end");
    }

    private async Task ApplyAsync(string yaml, string name = "0003_test.yaml")
    {
        using var seeds = TestSeeds.WithDemo();
        foreach (var (file, text) in _applied)
            seeds.Write(file, text);
        seeds.Write(name, yaml);
        var up = await MigrationsCli.UpAsync(_database.ConnectionString, seeds);
        up.Errors.ShouldBeEmpty();
        up.ExitCode.ShouldBe(ExitCodes.Ok);
        _applied.Add((name, yaml));
    }

    private readonly List<(string Name, string Yaml)> _applied = [];

    private async Task<string> TextAsync(string sql, string type = "text") =>
        await _database.ScalarAsync<string>($"SELECT ({sql})::{type}::text") ?? "";

    private Task<string> ListAsync(string table, string column, string clientId) => TextAsync(
        $"""SELECT string_agg(t."{column}", ',' ORDER BY t."{column}") FROM "{table}" t JOIN "Clients" c ON c."Id" = t."ClientId" WHERE c."ClientId" = '{clientId}'"""
            .Replace("\" || '=' || \"", "\" || '=' || t.\"", StringComparison.Ordinal));

    private async Task<PasswordVerificationResult> PasswordOfAsync(string userName, string password) => new PasswordHasher<object>().VerifyHashedPassword(
        this, await TextAsync($"""SELECT "PasswordHash" FROM "Users" WHERE "UserName" = '{userName}'"""), password);

    private static string Hash(string secret) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
