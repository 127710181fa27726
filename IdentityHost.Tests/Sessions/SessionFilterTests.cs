using IdentityHost.Sessions;
using IdentityHost.Tests.Coherence;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace IdentityHost.Tests.Sessions;

/// <summary>Which sessions a filter means, and which filters mean nothing.</summary>
public sealed class SessionFilterTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private TestDatabase _database = null!;
    private NpgsqlDataSource _dataSource = null!;
    private ServerSideSessionStore _store = null!;

    public static TheoryData<string?, string?, int> Filters => new() { { "1", null, 2 }, { null, "a", 1 }, { "1", "b", 1 }, { "2", "a", 0 } };

    public static TheoryData<string?, string?> Unusable => new() { { null, null }, { " ", null }, { "1", "" }, { "1", " " }, { "", "a" } };

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString);
        _store = new ServerSideSessionStore(_dataSource, new HttpContextAccessor(), Barriers.Of(_dataSource));
        foreach (var (subject, session) in new[] { ("1", "a"), ("1", "b"), ("2", "c") })
        {
            await _store.CreateSessionAsync(
                new ServerSideSession { Key = session, Scheme = "s", SubjectId = subject, SessionId = session, Ticket = "t" }, default);
        }
    }

    public async Task DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Every_condition_counts(string? subject, string? session, int expected)
    {
        var filter = new SessionFilter { SubjectId = subject!, SessionId = session! };

        (await _store.GetSessionsAsync(filter, default)).Count.ShouldBe(expected);
        await _store.DeleteSessionsAsync(filter, default);

        (await CountAsync()).ShouldBe(3 - expected);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_filter_without_a_condition_or_with_a_blank_one_is_refused_and_ends_nothing(string? subject, string? session)
    {
        var filter = new SessionFilter { SubjectId = subject!, SessionId = session! };

        await Should.ThrowAsync<ArgumentException>(() => _store.GetSessionsAsync(filter, default));
        await Should.ThrowAsync<ArgumentException>(() => _store.DeleteSessionsAsync(filter, default));

        (await CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task A_query_may_ask_for_all_sessions_but_not_by_a_blank_condition()
    {
        (await _store.QuerySessionsAsync(default)).Results.Count.ShouldBe(3);

        await Should.ThrowAsync<ArgumentException>(() => _store.QuerySessionsAsync(default, new SessionQuery { SubjectId = "1", SessionId = " " }));
        await Should.ThrowAsync<ArgumentException>(() => _store.QuerySessionsAsync(default, new SessionQuery { DisplayName = "" }));
    }

    private Task<long> CountAsync() => _database.ScalarAsync<long>("""SELECT count(*) FROM "ServerSideSessions" """);
}
