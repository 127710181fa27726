using IdentityHost.Stores;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.Stores;

/// <summary>Many who ask at once share statements, and each gets what it asked for.</summary>
public sealed class ReferenceTokenReaderTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const int Askers = 500;

    [Fact]
    public async Task Each_asker_gets_its_own_token_and_nobody_elses()
    {
        await host.Database.ExecuteAsync(
            $"""
            INSERT INTO "PersistedGrants" ("Key", "Type", "ClientId", "CreationTime", "Expiration", "Data")
            SELECT 'own ' || i, 'reference_token', 'c', now(), now() + interval '1 hour', 'data ' || i FROM generate_series(0, {Askers - 1}) i
            """);
        await using var dataSource = NpgsqlDataSource.Create(host.Database.ConnectionString);
        var reader = new ReferenceTokenReader(dataSource);

        var found = await Task.WhenAll(Enumerable.Range(0, Askers).Select(
            i => i % 3 == 0 ? reader.ReadAsync($"own {i}", $"unknown {i}", default) : reader.ReadAsync($"unknown {i}", $"own {i}", default)));
        var alone = await reader.ReadAsync("own 7", default);

        for (var i = 0; i < Askers; i++)
        {
            var (mine, unknown) = i % 3 == 0 ? found[i] : (found[i].Second, found[i].First);
            mine.ShouldNotBeNull().Data.ShouldBe($"data {i}");
            unknown.ShouldBeNull();
        }

        alone.ShouldNotBeNull().Data.ShouldBe("data 7");
    }

    [Fact]
    public async Task A_token_is_not_found_by_whoever_asks_after_it_was_removed()
    {
        await using var dataSource = NpgsqlDataSource.Create(host.Database.ConnectionString);
        var reader = new ReferenceTokenReader(dataSource);
        for (var round = 0; round < 50; round++)
        {
            var key = $"removed {round}";
            await host.Database.ExecuteAsync(
                $"""
                INSERT INTO "PersistedGrants" ("Key", "Type", "ClientId", "CreationTime", "Expiration", "Data")
                VALUES ('{key}', 'reference_token', 'c', now(), now() + interval '1 hour', 'data')
                """);
            // Statements that may have seen it are under way all the time.
            var before = Enumerable.Range(0, 100).Select(_ => reader.ReadAsync(key, default)).ToArray();
            await host.Database.ExecuteAsync($"""DELETE FROM "PersistedGrants" WHERE "Key" = '{key}'""");

            (await reader.ReadAsync(key, default)).ShouldBeNull();
            await Task.WhenAll(before);
        }
    }

    [Fact]
    public async Task Whoever_cannot_be_answered_is_told_so_and_the_next_one_is_asked_for_anew()
    {
        await using var dataSource = NpgsqlDataSource.Create(host.Database.ConnectionString + ";Timeout=2;Maximum Pool Size=1");
        var reader = new ReferenceTokenReader(dataSource);
        await using (await dataSource.OpenConnectionAsync())
        {
            var asked = Enumerable.Range(0, 20).Select(i => reader.ReadAsync($"nobody {i}", default)).ToArray();
            foreach (var one in asked)
                await Should.ThrowAsync<NpgsqlException>(() => one);
        }

        (await reader.ReadAsync("nobody", default)).ShouldBeNull();
    }
}
