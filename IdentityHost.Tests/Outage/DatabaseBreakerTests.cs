using System.Diagnostics.Metrics;
using System.Net.Sockets;
using IdentityHost.Data;
using IdentityHost.Data.Availability;
using IdentityHost.Outcomes;
using IdentityHost.Settings;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using HostOutage = IdentityHost.Outcomes.Outage;

namespace IdentityHost.Tests.Outage;

/// <summary>Who is let through to the pool, who waits, and who is refused.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DatabaseBreakerTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int MaxWaiting = 3;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private TestDatabase _database = null!;
    private DatabaseBreaker _breaker = null!;
    private NpgsqlDataSource _dataSource = null!;

    public static TheoryData<Exception, bool> Failures => new()
    {
        { new NpgsqlException("Failed to connect", new SocketException()), true },
        { new NpgsqlException("Exception while reading from stream", new TimeoutException()), true },
        { new SocketException(), true },
        { new TimeoutException(), true },
        { Refused(PostgresErrorCodes.CannotConnectNow), true },
        { Refused(PostgresErrorCodes.AdminShutdown), true },
        { Refused(PostgresErrorCodes.TooManyConnections), false },
        { Refused(PostgresErrorCodes.InvalidPassword), false },
        { Refused(PostgresErrorCodes.UndefinedTable), false },
        { new OperationCanceledException(), false },
        { new DatabaseUnavailableException("refused here"), false },
    };

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        var options = new IdentityHostSettings();
        options.Database.MaxWaiting = MaxWaiting;
        _breaker = new DatabaseBreaker(
            Options.Create(options), new DatabaseMetrics(_services.GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger<DatabaseBreaker>.Instance);
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString + ";Maximum Pool Size=1;Timeout=20");
        _dataSource.Guard(_breaker);
    }

    public async Task DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        _breaker.Dispose();
        await _database.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Open_it_lets_nobody_through_and_says_why_and_closed_everybody_again()
    {
        _breaker.Trip(new SocketException((int)SocketError.ConnectionRefused));

        var refused = await Should.ThrowAsync<DatabaseUnavailableException>(async () => await _dataSource.OpenAsync(default));
        refused.InnerException.ShouldBeOfType<SocketException>();
        Should.Throw<DatabaseUnavailableException>(() => _dataSource.Open());
        HostOutage.Is(refused).ShouldBeTrue();

        _breaker.Reset();
        await using var connection = await _dataSource.OpenAsync(default);
        connection.State.ShouldBe(System.Data.ConnectionState.Open);
    }

    [Fact]
    public async Task What_waits_is_bounded_in_number_and_in_time_and_leaves_its_place_to_others()
    {
        var taken = await _dataSource.OpenAsync(default);
        // The driver's own queue, then ours.
        var inTheDriver = Enumerable.Range(0, DatabaseBreaker.ConnectsAtOnce).Select(_ => UseAsync()).ToArray();
        var waiting = Enumerable.Range(0, MaxWaiting).Select(_ => UseAsync()).ToArray();

        (await Should.ThrowAsync<DatabaseUnavailableException>(() => UseAsync())).Message.ShouldContain("IdentityHost:Database:MaxWaiting");
        foreach (var one in waiting)
            (await Should.ThrowAsync<DatabaseUnavailableException>(() => one)).Message.ShouldContain("in time");

        var later = UseAsync();
        await taken.DisposeAsync();
        await Task.WhenAll([.. inTheDriver, later]);
    }

    [Fact]
    public async Task Who_waits_is_refused_when_it_opens()
    {
        await using var taken = await _dataSource.OpenAsync(default);
        using var end = new CancellationTokenSource();
        var inTheDriver = Enumerable.Range(0, DatabaseBreaker.ConnectsAtOnce).Select(_ => UseAsync(end.Token)).ToArray();
        var waiting = UseAsync();

        _breaker.Trip(new TimeoutException("no answer"));

        (await Should.ThrowAsync<DatabaseUnavailableException>(() => waiting)).InnerException!.Message.ShouldBe("no answer");
        await end.CancelAsync();
        foreach (var one in inTheDriver)
            await Should.ThrowAsync<OperationCanceledException>(() => one);
    }

    [Fact]
    public async Task Who_gives_up_waits_no_longer()
    {
        await using var taken = await _dataSource.OpenAsync(default);
        using var end = new CancellationTokenSource();
        var all = Enumerable.Range(0, DatabaseBreaker.ConnectsAtOnce + 1).Select(_ => UseAsync(end.Token)).ToArray();

        await end.CancelAsync();

        foreach (var one in all)
            await Should.ThrowAsync<OperationCanceledException>(() => one);
    }

    [Fact]
    public async Task A_connect_that_fails_wakes_the_probe_once_and_does_not_open_it()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x");
        nowhere.Guard(_breaker);
        await Should.ThrowAsync<NpgsqlException>(async () => await nowhere.OpenAsync(default));
        await Should.ThrowAsync<NpgsqlException>(async () => await nowhere.OpenAsync(default));

        _breaker.WaitForSuspicion(TimeSpan.Zero).ShouldBeTrue();
        _breaker.WaitForSuspicion(TimeSpan.Zero).ShouldBeFalse();
        _breaker.IsOpen.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_server_that_refuses_answers_and_one_that_starts_or_stops_does_not(Exception failure, bool isNoAnswer)
    {
        DatabaseBreaker.IsNoAnswer(failure).ShouldBe(isNoAnswer);
    }

    private static PostgresException Refused(string state) => new("refused", "FATAL", "FATAL", state);

    private async Task UseAsync(CancellationToken ct = default)
    {
        await using var connection = await _dataSource.OpenAsync(ct);
    }
}
