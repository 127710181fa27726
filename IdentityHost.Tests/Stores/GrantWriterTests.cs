using IdentityHost.Stores;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.Stores;

/// <summary>Many that are stored at once share statements; what can't be stored is nobody's loss but its own.</summary>
public sealed class GrantWriterTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const int Grants = 300;

    private TestDatabase _database = null!;
    private NpgsqlDataSource _dataSource = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Grants_of_one_moment_share_statements_and_each_is_stored_as_it_is()
    {
        var writer = new GrantWriter(_dataSource);

        await Task.WhenAll(Enumerable.Range(0, Grants).Select(i => writer.StoreAsync(New(i), default)));

        (await CountAsync("true")).ShouldBe(Grants);
        (await CountAsync("""
            "Data" = 'data ' || substr("Key", 5) AND "ClientId" = 'client ' || substr("Key", 5) AND "Type" = 'type ' || substr("Key", 5)
            AND "SubjectId" IS NOT DISTINCT FROM CASE WHEN substr("Key", 5)::int % 2 = 0 THEN 'subject ' || substr("Key", 5) END
            AND "Expiration" IS NOT DISTINCT FROM CASE WHEN substr("Key", 5)::int % 3 = 0 THEN "CreationTime" + interval '1 hour' END
            """)).ShouldBe(Grants);
        (await TransactionsAsync()).ShouldBeLessThan(Grants / 2);
    }

    [Fact]
    public async Task One_that_the_database_refuses_takes_no_other_with_it()
    {
        var writer = new GrantWriter(_dataSource);

        var stored = Enumerable.Range(0, Grants).Select(i =>
        {
            var grant = New(i);
            if (i == 150)
                grant.ClientId = new string('x', 201);
            return writer.StoreAsync(grant, default);
        }).ToArray();

        (await Should.ThrowAsync<PostgresException>(() => stored[150])).SqlState.ShouldBe(PostgresErrorCodes.StringDataRightTruncation);
        await Task.WhenAll(stored.Where((_, i) => i != 150));
        (await CountAsync("true")).ShouldBe(Grants - 1);
    }

    [Fact]
    public async Task In_an_outage_everybody_is_told_and_nothing_is_stored()
    {
        await using var dataSource = NpgsqlDataSource.Create(_database.ConnectionString + ";Timeout=2;Maximum Pool Size=1");
        var writer = new GrantWriter(dataSource);
        await using (await dataSource.OpenConnectionAsync())
        {
            var stored = Enumerable.Range(0, 20).Select(i => writer.StoreAsync(New(i), default)).ToArray();
            foreach (var one in stored)
                await Should.ThrowAsync<NpgsqlException>(() => one);
        }

        (await CountAsync("true")).ShouldBe(0);
        await writer.StoreAsync(New(1), default);
        (await CountAsync("true")).ShouldBe(1);
    }

    private static PersistedGrant New(int i) => new()
    {
        Key = $"key {i}",
        Type = $"type {i}",
        SubjectId = i % 2 == 0 ? $"subject {i}" : null!,
        ClientId = $"client {i}",
        CreationTime = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Expiration = i % 3 == 0 ? new DateTime(2026, 1, 2, 4, 4, 5, DateTimeKind.Utc) : null,
        Data = $"data {i}",
    };

    private async Task<long> CountAsync(string condition) =>
        await _database.ScalarAsync<long>($"""SELECT count(*) FROM "PersistedGrants" WHERE {condition}""");

    /// <summary>How many transactions stored what is there.</summary>
    private async Task<long> TransactionsAsync() =>
        await _database.ScalarAsync<long>("""SELECT count(DISTINCT xmin::text) FROM "PersistedGrants" """);
}
