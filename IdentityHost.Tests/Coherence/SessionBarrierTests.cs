using IdentityHost.Coherence;
using IdentityHost.Sessions;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace IdentityHost.Tests.Coherence;

/// <summary>Sessions that nobody ends by name: their time is over, or another one takes their place.</summary>
public sealed class SessionBarrierTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly HttpContextAccessor _accessor = new();

    private TestDatabase _database = null!;
    private NpgsqlDataSource _dataSource = null!;
    private RevocationBarrier _barrier = null!;
    private ServerSideSessionStore _sessions = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString);
        _barrier = new RevocationBarrier(Barriers.Rounds(_dataSource), _accessor);
        _sessions = new ServerSideSessionStore(_dataSource, _accessor, _barrier);
        await _database.AddDeafNodeAsync();
    }

    public async Task DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Sessions_whose_time_is_over_are_gone_from_every_node_before_their_clients_are_told()
    {
        await _sessions.CreateSessionAsync(Session("over", TimeSpan.FromSeconds(-1)), default);
        await using var ears = await Ears.ListenAsync(_database);

        (await _sessions.GetAndRemoveExpiredSessionsAsync(10, default)).ShouldHaveSingleItem();
        (await ears.BarriersAsync()).ShouldHaveSingleItem();

        (await _sessions.GetAndRemoveExpiredSessionsAsync(10, default)).ShouldBeEmpty();
        (await ears.BarriersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_session_that_is_replaced_by_another_is_waited_for_and_one_that_goes_on_is_not(string id, int waits)
    {
        _accessor.HttpContext = new DefaultHttpContext();
        await _sessions.CreateSessionAsync(Session("before", TimeSpan.FromHours(1)), default);
        (await _sessions.GetSessionAsync("key", default))!.SessionId.ShouldBe("before");
        await using var ears = await Ears.ListenAsync(_database);

        await _sessions.UpdateSessionAsync(Session(id, TimeSpan.FromHours(2)), default);

        await _barrier.SettleAsync();
        (await ears.BarriersAsync()).Count.ShouldBe(waits);
    }

    private static ServerSideSession Session(string id, TimeSpan remaining)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new ServerSideSession
        {
            Key = "key",
            Scheme = "scheme",
            SubjectId = Demo.Subject,
            SessionId = id,
            Created = now,
            Renewed = now,
            Expires = now + remaining,
            Ticket = "ticket",
        };
    }
}
