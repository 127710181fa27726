using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Coherence;

/// <summary>Whatever takes access away is announced, whoever does it, and nothing else is: transactions that notify commit one at a time.</summary>
public sealed class AnnouncementTriggerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string Given =
        """
        INSERT INTO "PersistedGrants" ("Key", "Type", "ClientId", "CreationTime", "Expiration", "Data")
        SELECT key, type, 'c', now(), now() + expires * interval '1 minute', '' FROM (VALUES
          ('live', 'reference_token', 10), ('eternal', 'reference_token', NULL), ('just', 'reference_token', -4), ('long', 'reference_token', -6),
          ('refresh', 'refresh_token', 10), ('code', 'authorization_code', 10), ('consent', 'user_consent', NULL)) AS g (key, type, expires);
        INSERT INTO "ServerSideSessions" ("Key", "Scheme", "SubjectId", "SessionId", "Created", "Renewed", "Expires", "Data")
        SELECT key, 's', 'u', session, now(), now(), now() + expires * interval '1 minute', '' FROM (VALUES
          ('k1', 'live', 10), ('k2', 'eternal', NULL), ('k3', 'just', -4), ('k4', 'long', -6), ('k5', NULL, 10)) AS s (key, session, expires);
        INSERT INTO "Keys" ("Id", "Version", "Created", "Algorithm", "IsX509Certificate", "DataProtected", "Data")
        VALUES ('k', 1, now(), 'RS256', false, false, '');
        INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") VALUES ('before', now());
        INSERT INTO "NodeLeases" VALUES (gen_random_uuid(), 0);
        """;

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        await _database.ExecuteAsync(Given);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("""DELETE FROM "PersistedGrants" WHERE "Key" = 'live'""", "grant live")]
    [InlineData("""DELETE FROM "PersistedGrants" WHERE "Key" = 'eternal'""", "grant eternal")]
    [InlineData("""DELETE FROM "PersistedGrants" WHERE "Type" = 'reference_token'""", "grant live", "grant eternal", "grant just")]
    [InlineData("""UPDATE "PersistedGrants" SET "Data" = 'x' WHERE "Key" = 'live'""", "grant live")]
    [InlineData("""UPDATE "PersistedGrants" SET "Key" = 'other' WHERE "Key" = 'live'""", "grant live")]
    [InlineData("""UPDATE "PersistedGrants" SET "Expiration" = now() WHERE "Key" = 'eternal'""", "grant eternal")]
    [InlineData("""TRUNCATE "PersistedGrants" """, "*")]
    [InlineData("""DELETE FROM "ServerSideSessions" WHERE "SessionId" = 'live'""", "session live")]
    [InlineData("""DELETE FROM "ServerSideSessions" """, "session live", "session eternal", "session just")]
    [InlineData("""UPDATE "ServerSideSessions" SET "Expires" = "Expires" - interval '1 second' WHERE "SessionId" = 'live'""", "session live")]
    [InlineData("""UPDATE "ServerSideSessions" SET "Expires" = now() + interval '1 hour' WHERE "SessionId" = 'eternal'""", "session eternal")]
    [InlineData("""UPDATE "ServerSideSessions" SET "SubjectId" = 'v' WHERE "SessionId" = 'live'""", "session live")]
    [InlineData("""UPDATE "ServerSideSessions" SET "SessionId" = NULL WHERE "SessionId" = 'live'""", "session live")]
    [InlineData("""TRUNCATE "ServerSideSessions" """, "*")]
    [InlineData("""INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") VALUES ('j', now())""", "jwt j")]
    [InlineData("""UPDATE "Keys" SET "Data" = 'x' """, "*")]
    [InlineData("""DELETE FROM "Keys" """, "*")]
    [InlineData("""TRUNCATE "Keys" """, "*")]
    [InlineData("""SELECT identity_announce('grant ' || repeat('x', 7993))""", "grant …")]
    [InlineData("""SELECT identity_announce('grant ' || repeat('x', 7994))""", "*")]
    [InlineData("SELECT identity_announce(NULL)", "*")]
    public async Task What_takes_access_away_is_announced(string sql, params string[] expected)
    {
        await using var ears = await Ears.ListenAsync(_database);

        await _database.ExecuteAsync(sql);

        var heard = await ears.TokensAsync();
        heard.Select(one => one.Length > 1000 ? one[..6] + "…" : one).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData("""UPDATE "Users" SET "Disabled" = NOT "Disabled" WHERE "Id" = $1""")]
    [InlineData("""UPDATE "Users" SET "IntrospectionId" = gen_random_uuid() WHERE "Id" = $1""")]
    [InlineData("""DELETE FROM "Users" WHERE "Id" = $1""")]
    public async Task A_user_who_is_disabled_deleted_or_called_otherwise_is_announced(string sql)
    {
        await using var ears = await Ears.ListenAsync(_database);

        await _database.ExecuteAsync(sql, Demo.Subject);

        (await ears.TokensAsync()).ShouldBe([$"user {Demo.Subject}"]);
    }

    [Theory]
    [InlineData("""INSERT INTO "PersistedGrants" SELECT "Id" + 1000, "Key" || '2', "Type", '1', 's', "ClientId", '', now(), "Expiration", NULL, '' FROM "PersistedGrants" """)]
    [InlineData("""DELETE FROM "PersistedGrants" WHERE "Key" = 'long'""")]
    [InlineData("""DELETE FROM "PersistedGrants" WHERE "Type" <> 'reference_token'""")]
    [InlineData("""UPDATE "PersistedGrants" SET "Data" = 'x', "ConsumedTime" = now() WHERE "Type" <> 'reference_token'""")]
    [InlineData("""UPDATE "Users" SET "PasswordHash" = 'x', "AccessFailedCount" = 9, "LockoutEnd" = now(), "DisplayName" = 'x'""")]
    [InlineData("""DELETE FROM "ServerSideSessions" WHERE "SessionId" = 'long'""")]
    [InlineData("""DELETE FROM "ServerSideSessions" WHERE "SessionId" IS NULL""")]
    [InlineData("""UPDATE "ServerSideSessions" SET "Renewed" = now(), "Data" = 'x', "Expires" = "Expires" + interval '1 minute'""")]
    [InlineData("""DELETE FROM "RevokedTokenIds" """)]
    [InlineData("""INSERT INTO "ServerSideSessions" SELECT "Id" + 1000, "Key" || '2', 's', '1', 'x', '', now(), now(), now(), '' FROM "ServerSideSessions" """)]
    [InlineData("""INSERT INTO "Keys" SELECT "Id" || '2', 1, now(), '', 'RS256', false, false, '' FROM "Keys" """)]
    [InlineData("""INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") VALUES ('before', now()) ON CONFLICT DO NOTHING""")]
    [InlineData("""UPDATE "NodeLeases" SET "Counter" = "Counter" + 1""")]
    public async Task What_takes_nothing_away_is_not_announced(string sql)
    {
        await using var ears = await Ears.ListenAsync(_database);

        await _database.ExecuteAsync(sql);

        (await ears.TokensAsync()).ShouldBeEmpty();
    }
}
