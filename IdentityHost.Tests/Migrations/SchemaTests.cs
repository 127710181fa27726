using IdentityHost.Data;
using IdentityHost.Migrations.Schema;
using IdentityHost.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdentityHost.Tests.Migrations;

public sealed class SchemaTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task Every_table_has_the_columns_of_the_facts_in_their_order()
    {
        var actual = await QueryAsync(demo.Database, """
            SELECT c.table_name || ': ' || string_agg(
                c.column_name || ' '
                || CASE c.data_type
                    WHEN 'character varying' THEN 'varchar(' || c.character_maximum_length || ')'
                    WHEN 'timestamp with time zone' THEN 'timestamptz'
                    WHEN 'ARRAY' THEN 'text[]'
                    ELSE c.data_type END
                || CASE c.is_nullable WHEN 'NO' THEN '!' ELSE '' END, ', ' ORDER BY c.ordinal_position)
            FROM information_schema.columns c
            WHERE c.table_schema = 'public' AND c.table_name <> '__EFMigrationsHistory'
            GROUP BY c.table_name
            """);

        actual.ShouldBe(Lines(ExpectedSchema.Tables).Concat(Lines(ExpectedSchema.HostTables)), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_index_of_the_facts_is_there_and_no_other()
    {
        var actual = await QueryAsync(demo.Database, """
            SELECT CASE WHEN i.indisunique THEN 'unique ' ELSE '' END || x.relname || ' on ('
                || (SELECT string_agg('"' || a.attname || '"', ', ' ORDER BY k.ord)
                    FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(num, ord) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num)
                || ')'
            FROM pg_index i
            JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_class t ON t.oid = i.indrelid
            WHERE t.relnamespace = 'public'::regnamespace AND NOT i.indisprimary AND i.indpred IS NULL AND i.indexprs IS NULL
            """);

        actual.ShouldBe(Lines(ExpectedSchema.Indexes), ignoreOrder: true);
    }

    [Fact]
    public async Task Integer_ids_are_identity_columns_and_primary_keys_with_the_names_of_EF_Core()
    {
        var expected = Lines(ExpectedSchema.Tables).Concat(Lines(ExpectedSchema.HostTables)).Select(line => line.Split(": ", 2))
            .Where(parts => parts[1].StartsWith("Id integer", StringComparison.Ordinal) || parts[1].StartsWith("Id bigint", StringComparison.Ordinal))
            .Select(parts => parts[0]).ToList();

        var identities = await QueryAsync(demo.Database,
            "SELECT table_name FROM information_schema.columns WHERE is_identity = 'YES' AND identity_generation = 'BY DEFAULT' AND column_name = 'Id'");
        var keys = await QueryAsync(demo.Database, """
            SELECT c.conname || ' (' || (SELECT string_agg(a.attname, ', ' ORDER BY k.ord)
                FROM unnest(c.conkey) WITH ORDINALITY k(num, ord) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num) || ')'
            FROM pg_constraint c WHERE c.contype = 'p' AND c.connamespace = 'public'::regnamespace
            """);

        identities.ShouldBe(expected, ignoreOrder: true);
        keys.ShouldBe(
            [
                .. expected.Select(table => $"PK_{table} (Id)"), "PK_Keys (Id)", "PK_DeviceCodes (UserCode)", "PK_Users (Id)",
                "PK_DataProtectionCanary (Id)", "PK_Deployment (Id)", "PK_SchemaCompatibility (MigrationId)", "PK_SeedHistory (Number)", "PK_UserLogins (LoginProvider, ProviderKey)",
                "PK_UserTokens (UserId, LoginProvider, Name)", "PK_DeviceCodePolls (DeviceCode)", "PK_GrantFamilies (Id)", "PK_GrantFamilyMembers (Key)",
                "PK_NodeAcknowledgements (AnnouncementId, NodeId)", "PK_NodeLeases (NodeId)", "PK_RevokedTokenIds (TokenId)", "PK_UsedOneTimePasswords (UserId, Hash)", "PK_UserPasskeys (CredentialId)", "PK_SignInAttempts (UserId, Browser)",
                "PK___EFMigrationsHistory (MigrationId)",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Foreign_keys_cascade_and_have_the_names_of_EF_Core()
    {
        var actual = await QueryAsync(demo.Database, """
            SELECT t.relname || '.' || a.attname || ' -> ' || r.relname || ' ' || c.conname || ' ' || c.confdeltype::text
            FROM pg_constraint c
            JOIN pg_class t ON t.oid = c.conrelid
            JOIN pg_class r ON r.oid = c.confrelid
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f'
            """);

        actual.ShouldBe(Lines(ExpectedSchema.Tables).Concat(Lines(ExpectedSchema.HostTables)).SelectMany(ForeignKeys), ignoreOrder: true);
        actual.Count.ShouldBe(32);
    }

    [Fact]
    public async Task Users_get_an_introspection_id_and_are_not_disabled_by_default()
    {
        await using var database = await demo.CreateDatabaseAsync();
        await database.ExecuteAsync("""
            INSERT INTO "Users" ("Id", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            VALUES ('a', false, false, false, true, 0), ('b', false, false, false, true, 0)
            """);

        (await database.ScalarAsync<long>("""SELECT count(DISTINCT "IntrospectionId") FROM "Users" WHERE NOT "Disabled" AND "Id" IN ('a', 'b')"""))
            .ShouldBe(2);
    }

    [Fact]
    public async Task The_canary_table_holds_one_row_at_most()
    {
        await using var database = await demo.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.Empty();
        await MigrationsCli.UpAsync(database.ConnectionString, seeds);
        await database.ExecuteAsync("""INSERT INTO "DataProtectionCanary" ("Payload") VALUES ('x')""");

        await Should.ThrowAsync<PostgresException>(() => database.ExecuteAsync("""INSERT INTO "DataProtectionCanary" ("Payload") VALUES ('y')"""));
        await Should.ThrowAsync<PostgresException>(() => database.ExecuteAsync("""INSERT INTO "DataProtectionCanary" VALUES (2, 'y')"""));
    }

    [Fact]
    public async Task Every_configuration_table_announces_every_kind_of_statement()
    {
        var actual = await QueryAsync(demo.Database, """
            SELECT event_object_table || ' ' || string_agg(event_manipulation, ' ' ORDER BY event_manipulation)
            FROM information_schema.triggers
            WHERE trigger_name = 'identity_configuration_changed' AND action_orientation = 'STATEMENT' AND action_timing = 'AFTER'
            GROUP BY event_object_table
            """);

        var configuration = Lines(ExpectedSchema.Tables).Select(line => line.Split(':')[0])
            .Where(table => IsConfiguration(table)).ToList();
        configuration.Count.ShouldBe(21);
        actual.ShouldBe(configuration.Select(table => $"{table} DELETE INSERT UPDATE"), ignoreOrder: true);
        (await demo.Database.ScalarAsync<long>("SELECT count(*) FROM pg_trigger WHERE tgname = 'identity_configuration_changed' AND tgtype & 32 = 32")).ShouldBe(21);
    }

    [Theory]
    [InlineData("""UPDATE "Clients" SET "Enabled" = false""", true)]
    [InlineData("""INSERT INTO "ClientScopes" ("ClientId", "Scope") SELECT "Id", 'more' FROM "Clients" """, true)]
    [InlineData("""DELETE FROM "ApiResourceScopes" """, true)]
    [InlineData("""TRUNCATE "IdentityResources" CASCADE""", true)]
    [InlineData("""UPDATE "Users" SET "Disabled" = true""", false)]
    [InlineData("""DELETE FROM "PersistedGrants" """, false)]
    public async Task A_change_of_configuration_made_by_anyone_is_announced(string sql, bool announced)
    {
        await using var database = await demo.CreateDatabaseAsync();
        await using var listener = new NpgsqlConnection(database.ConnectionString);
        await listener.OpenAsync();
        var channels = new List<string>();
        listener.Notification += (_, notification) => channels.Add(notification.Channel);
        await using (var listen = new NpgsqlCommand("LISTEN identity_configuration; LISTEN fence", listener))
            await listen.ExecuteNonQueryAsync();

        await database.ExecuteAsync(sql);
        await database.ExecuteAsync("NOTIFY fence");
        while (!channels.Contains("fence"))
            (await listener.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();

        channels.ShouldBe(announced ? ["identity_configuration", "fence"] : ["fence"]);
    }

    [Fact]
    public void The_model_of_the_lineage_maps_no_entity_so_it_never_asks_for_another_migration()
    {
        using var context = new SchemaDbContext(new DbContextOptionsBuilder<SchemaDbContext>().UseNpgsql("Host=none").Options);

        context.Model.GetEntityTypes().ShouldBeEmpty();
        context.Database.GetMigrations().Take(4).ShouldBe(["20261122090000_Initial", "20261122120000_SignIn", "20261122160000_Coherence", "20261122200000_Deployment"]);
    }

    [Fact]
    public void The_host_demands_the_last_migration()
    {
        using var context = new SchemaDbContext(new DbContextOptionsBuilder<SchemaDbContext>().UseNpgsql("Host=none").Options);

        RequiredSchema.MigrationId.ShouldBe(context.Database.GetMigrations().Last());
    }

    /// <summary>A host that doesn't know a migration runs on it only if it says so; who adds one must have thought of it.</summary>
    [Fact]
    public async Task Every_migration_since_hosts_ask_says_which_hosts_it_serves()
    {
        using var context = new SchemaDbContext(new DbContextOptionsBuilder<SchemaDbContext>().UseNpgsql("Host=none").Options);
        var migrations = context.Database.GetMigrations().ToList();

        var actual = await QueryAsync(demo.Database, """SELECT "MigrationId" || ' ' || "OldestHost" FROM "SchemaCompatibility" """);

        actual.Select(row => row.Split(' ')[0]).ShouldBe(migrations.Skip(3), ignoreOrder: true);
        actual.Select(row => row.Split(' ')[1]).ShouldBeSubsetOf(migrations);
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim());

    private static IEnumerable<string> ForeignKeys(string line)
    {
        var table = line.Split(':')[0];
        (string? Column, string? Table) parent = table switch
        {
            "SamlLogoutSessionRequestIndices" => ("SamlLogoutSessionId", "SamlLogoutSessions"),
            _ when IsPartOf(table, "Client") => ("ClientId", "Clients"),
            _ when IsPartOf(table, "ApiResource") => ("ApiResourceId", "ApiResources"),
            _ when IsPartOf(table, "ApiScope") => ("ScopeId", "ApiScopes"),
            _ when IsPartOf(table, "IdentityResource") => ("IdentityResourceId", "IdentityResources"),
            _ when line.Contains("SamlServiceProviderId", StringComparison.Ordinal) => ("SamlServiceProviderId", "SamlServiceProviders"),
            "UserClaims" or "UserLogins" or "UserTokens" or "UserPasskeys" or "UsedOneTimePasswords" => ("UserId", "Users"),
            "DeviceCodePolls" => ("DeviceCode", "DeviceCodes"),
            "GrantFamilyMembers" => ("FamilyId", "GrantFamilies"),
            _ => (null, null),
        };
        if (parent.Column is null)
            yield break;

        // EF Core cuts a name at PostgreSQL's 63 characters and marks the cut.
        var name = $"FK_{table}_{parent.Table}_{parent.Column}";
        yield return $"{table}.{parent.Column} -> {parent.Table} {(name.Length > 63 ? name[..62] + "~" : name)} c";
    }

    private static async Task<List<string>> QueryAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // This file's own constants.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private static bool IsPartOf(string table, string owner) => table.StartsWith(owner, StringComparison.Ordinal) && table != owner + "s";

    private static bool IsConfiguration(string table) => new[] { "Client", "ApiResource", "ApiScope", "IdentityResource" }
        .Any(owner => table.StartsWith(owner, StringComparison.Ordinal));
}
