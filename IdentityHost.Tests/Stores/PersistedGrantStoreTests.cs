using IdentityHost.Stores;
using IdentityHost.Tests.Coherence;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IdentityHost.Tests.Stores;

/// <summary>Every member of the contract's grant store, on the real table.</summary>
public sealed class PersistedGrantStoreTests : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly DateTime Created = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly PostgresFixture _postgres;
    private TestDatabase _database = null!;
    private NpgsqlDataSource _dataSource = null!;
    private PersistedGrantStore _store = null!;

    public PersistedGrantStoreTests(PostgresFixture postgres) => _postgres = postgres;

    public async Task InitializeAsync()
    {
        _database = await _postgres.CreateDatabaseAsync();
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString);
        _store = NewStore(_dataSource);
    }

    public async Task DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Every_member_is_stored_and_read_back()
    {
        await _store.StoreAsync(New("k", subject: "s", session: "sid", client: "c", type: "reference_token"), default);

        var read = (await _store.GetAsync("k", default))!;

        (read.Key, read.Type, read.SubjectId, read.SessionId, read.ClientId, read.Description, read.Data)
            .ShouldBe(("k", "reference_token", "s", "sid", "c", "d", "data"));
        (read.CreationTime, read.Expiration, read.ConsumedTime).ShouldBe((Created, Created.AddHours(1), Created.AddMinutes(1)));
        read.CreationTime.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public async Task Members_that_are_missing_are_null()
    {
        await _store.StoreAsync(new PersistedGrant { Key = "k", Type = "t", ClientId = "c", CreationTime = Created, Data = "" }, default);

        var read = (await _store.GetAsync("k", default))!;

        (read.SubjectId, read.SessionId, read.Description, read.Expiration, read.ConsumedTime).ShouldBe((null, null, null, null, null));
    }

    [Fact]
    public async Task Storing_the_same_key_again_replaces_the_grant()
    {
        await _store.StoreAsync(New("k", client: "a"), default);
        await _store.StoreAsync(New("k", client: "b"), default);

        (await _store.GetAsync("k", default))!.ClientId.ShouldBe("b");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Storing_the_same_key_at_once_stores_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => _store.StoreAsync(New("k", client: $"c{i}"), default)));

        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_key_is_null() => (await _store.GetAsync("unknown", default)).ShouldBeNull();

    [Fact]
    public async Task Removing_takes_that_one_only_and_does_not_mind_an_unknown_key()
    {
        await _store.StoreAsync(New("a"), default);
        await _store.StoreAsync(New("b"), default);

        await _store.RemoveAsync("a", default);
        await _store.RemoveAsync("unknown", default);

        (await _store.GetAsync("a", default)).ShouldBeNull();
        (await _store.GetAsync("b", default)).ShouldNotBeNull();
    }

    public static TheoryData<string, string> Filters => new()
    {
        { nameof(PersistedGrantFilter.SubjectId), "1 2 3" },
        { nameof(PersistedGrantFilter.SessionId), "1 4" },
        { nameof(PersistedGrantFilter.ClientId), "1 2 4" },
        { nameof(PersistedGrantFilter.ClientIds), "1 2 3 4" },
        { nameof(PersistedGrantFilter.Type), "1 3 4" },
        { nameof(PersistedGrantFilter.Types), "1 2 3 4" },
        { "ClientId and ClientIds", "1 2 3 4" },
        { "Type and Types", "1 2 3 4" },
        { "all", "1" },
        { "SubjectId, and lists that are null", "1 2 3" },
        { "SubjectId, and lists that are empty, as Duende leaves them", "1 2 3" },
        { "SubjectId and Types, and ClientIds empty", "1 3" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Every_filter_selects_and_removes_the_same(string name, string expected)
    {
        await StoreFourAsync();
        var filter = Filter(name);

        (await _store.GetAllAsync(filter, default)).Select(g => g.Key).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        await _store.RemoveAllAsync(filter, default);
        (await _store.GetAllAsync(filter, default)).ShouldBeEmpty();
        (await CountAsync()).ShouldBe(5 - expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_removal_finds_its_rows_by_index_whatever_plan_the_server_chooses_for_the_prepared_statement()
    {
        await _database.ExecuteAsync(
            """
            INSERT INTO "PersistedGrants" ("Key", "Type", "ClientId", "SubjectId", "CreationTime", "Data")
            SELECT 'k' || i, 't', 'c', 's' || i, now(), '' FROM generate_series(1, 20000) i
            """);
        await _database.ExecuteAsync("""ANALYZE "PersistedGrants" """);

        // The server counts the uses of an index when a connection ends, at the latest.
        await using (var generic = NpgsqlDataSource.Create(_database.ConnectionString + ";Options=-c plan_cache_mode=force_generic_plan"))
            await NewStore(generic).RemoveAllAsync(new PersistedGrantFilter { SubjectId = "s1", Type = "t" }, default);

        (await CountAsync()).ShouldBe(19_999);
        await Eventually.TrueAsync(async () => await _database.ScalarAsync<long>(
            """SELECT sum(idx_scan)::bigint FROM pg_stat_user_indexes WHERE indexrelname LIKE 'IX_PersistedGrants_SubjectId%'""") > 0);
    }

    [Fact]
    public async Task What_was_issued_with_a_grant_ends_with_a_filter_whose_unused_lists_are_empty()
    {
        await _database.ExecuteAsync(
            """INSERT INTO "GrantFamilies" ("Id", "Key", "SubjectId", "SessionId", "ClientId", "Expiration") VALUES ($1, 'k', 's', 'sid', 'c', now() + interval '1 hour')""",
            Guid.CreateVersion7());

        await _store.RemoveAllAsync(new PersistedGrantFilter { SubjectId = "s", ClientIds = [], Types = [] }, default);

        (await _database.ScalarAsync<long>("""SELECT count(*) FROM "GrantFamilies" WHERE "RevokedTime" IS NOT NULL""")).ShouldBe(1);
    }

    public static TheoryData<string, PersistedGrantFilter> Unusable => new()
    {
        { "no condition", new() },
        { "no condition, lists null", new() { ClientIds = null!, Types = null! } },
        { "blank subject", new() { SubjectId = " " } },
        { "blank session beside a subject", new() { SubjectId = "s1", SessionId = "" } },
        { "blank client beside a subject", new() { SubjectId = "s1", ClientId = "\t" } },
        { "blank type beside a subject", new() { SubjectId = "s1", Type = " " } },
        { "blank client among several", new() { SubjectId = "s1", ClientIds = ["c1", ""] } },
        { "null type among several", new() { SubjectId = "s1", Types = ["t1", null!] } },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_filter_without_a_condition_or_with_a_blank_one_is_refused_and_removes_nothing(string what, PersistedGrantFilter filter)
    {
        await StoreFourAsync();

        await Should.ThrowAsync<ArgumentException>(() => _store.GetAllAsync(filter, default), what);
        await Should.ThrowAsync<ArgumentException>(() => _store.RemoveAllAsync(filter, default), what);

        (await CountAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Removals_at_once_do_not_deadlock()
    {
        for (var i = 0; i < 200; i++)
            await _store.StoreAsync(New($"k{i}", subject: "s", client: i % 2 == 0 ? "a" : "b"), default);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            _store.RemoveAllAsync(new PersistedGrantFilter { SubjectId = "s", ClientIds = i % 2 == 0 ? ["a", "b"] : ["b", "a"] }, default)));

        (await CountAsync()).ShouldBe(0);
    }

    private static PersistedGrantStore NewStore(NpgsqlDataSource dataSource)
    {
        var barrier = Barriers.Of(dataSource);
        var families = new GrantFamilies(dataSource, new DeployersGrantStore(null!, isThere: false), barrier, NullLogger<GrantFamilies>.Instance);
        return new PersistedGrantStore(dataSource, new GrantWriter(dataSource), families, barrier);
    }

    private static PersistedGrantFilter Filter(string name) => name switch
    {
        nameof(PersistedGrantFilter.SubjectId) => new() { SubjectId = "s1" },
        nameof(PersistedGrantFilter.SessionId) => new() { SessionId = "sid1" },
        nameof(PersistedGrantFilter.ClientId) => new() { ClientId = "c1" },
        nameof(PersistedGrantFilter.ClientIds) => new() { ClientIds = ["c1", "c2"] },
        nameof(PersistedGrantFilter.Type) => new() { Type = "t1" },
        nameof(PersistedGrantFilter.Types) => new() { Types = ["t1", "t2"] },
        "ClientId and ClientIds" => new() { ClientId = "c1", ClientIds = ["c2"] },
        "Type and Types" => new() { Type = "t1", Types = ["t2"] },
        "all" => new() { SubjectId = "s1", SessionId = "sid1", ClientId = "c1", Type = "t1" },
        "SubjectId, and lists that are null" => new() { SubjectId = "s1", ClientIds = null!, Types = null! },
        "SubjectId, and lists that are empty, as Duende leaves them" => new() { SubjectId = "s1", ClientIds = [], Types = [] },
        "SubjectId and Types, and ClientIds empty" => new() { SubjectId = "s1", ClientIds = [], Types = ["t1"] },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such filter."),
    };

    private async Task StoreFourAsync()
    {
        await _store.StoreAsync(New("1", "s1", "sid1", "c1", "t1"), default);
        await _store.StoreAsync(New("2", "s1", "sid2", "c1", "t2"), default);
        await _store.StoreAsync(New("3", "s1", null, "c2", "t1"), default);
        await _store.StoreAsync(New("4", "s2", "sid1", "c1", "t1"), default);
        await _store.StoreAsync(New("5", "s3", "sid3", "c3", "t3"), default);
    }

    private static PersistedGrant New(string key, string? subject = null, string? session = null, string client = "c", string type = "t") => new()
    {
        Key = key,
        Type = type,
        SubjectId = subject!,
        SessionId = session,
        ClientId = client,
        Description = "d",
        CreationTime = Created,
        Expiration = Created.AddHours(1),
        ConsumedTime = Created.AddMinutes(1),
        Data = "data",
    };

    private Task<long> CountAsync() => _database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" """);
}
