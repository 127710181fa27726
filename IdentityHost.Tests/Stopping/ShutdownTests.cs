using System.Diagnostics;
using System.Net;
using IdentityHost.Coherence;
using IdentityHost.Tests.Coherence;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IdentityHost.Tests.Stopping;

/// <summary>From being told to stop to the end.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ShutdownTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task It_is_not_ready_at_once_and_answers_as_before_until_the_delay_is_over()
    {
        var host = await TestHost.StartAsync(_database, settings => settings["IdentityHost:ShutdownDelay"] = "00:05:00");
        await Eventually.TrueAsync(() => Task.FromResult(host.Lease().Current is not null), seconds: 30);
        using var impatience = new CancellationTokenSource();

        var stopping = StopAsync(host, impatience.Token);

        using (var ready = await host.Client.GetAsync("/health/ready"))
        {
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync()).ShouldBe("""{"status":"Stopping","checks":{}}""");
        }

        using (var live = await host.Client.GetAsync("/health/live"))
            live.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var answer = await AskForTokenAsync(host))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            // Whoever keeps a connection opens the next one elsewhere.
            answer.Headers.ConnectionClose.ShouldBe(true);
        }

        (await _database.CountNodesAsync()).ShouldBe(1);
        stopping.IsCompleted.ShouldBeFalse();

        await impatience.CancelAsync();
        await Task.WhenAny(stopping);
        await Should.ThrowAsync<HttpRequestException>(() => host.Client.GetAsync("/health/live"));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_is_kept_while_nobody_told_it_to_stop()
    {
        await using var host = await TestHost.StartAsync(_database);

        using var answer = await AskForTokenAsync(host);

        answer.Headers.ConnectionClose.ShouldBeNull();
    }

    [Fact]
    public async Task A_request_in_flight_is_answered_before_the_host_ends_and_no_revocation_waits_for_it()
    {
        var host = await _database.StartNodeAsync();
        Task<HttpResponseMessage> request;
        Task stopping;
        await using (var held = await HeldLock.TakeAsync(_database, """LOCK TABLE "PersistedGrants" """))
        {
            request = AskForTokenAsync(host);
            await held.WaitForAsync("INSERT");
            stopping = StopAsync(host);

            await Eventually.TrueAsync(async () => await _database.CountNodesAsync() == 0);
            host.Lease().Current.ShouldBeNull();
            await Task.Delay(300);
            request.IsCompleted.ShouldBeFalse();
        }

        using var response = await request;
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await stopping;
        await host.DisposeAsync();
    }

    [Fact]
    public async Task It_forgets_first_and_then_gives_its_lease_up_and_a_revocation_that_waits_for_it_waits_no_longer()
    {
        await using var other = await _database.StartNodeAsync();
        var host = await _database.StartNodeAsync();
        Task waiting;
        Task stopping;
        long began;
        await using (await HeldLock.TakeAsync(_database, """SELECT FROM "NodeLeases" WHERE "NodeId" = (SELECT max("NodeId"::text) FROM "NodeLeases")::uuid FOR UPDATE"""))
        {
            // It can't remove its row yet.
            stopping = StopAsync(host);
            await Eventually.TrueAsync(() => Task.FromResult(host.Lease().Current is null));
            (await _database.CountNodesAsync()).ShouldBe(2);
            stopping.IsCompleted.ShouldBeFalse();

            began = Stopwatch.GetTimestamp();
            waiting = other.Services.GetRequiredService<BarrierRounds>().WaitAsync();
            await Task.Delay(100);
            waiting.IsCompleted.ShouldBeFalse();
        }

        await waiting;
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(BarrierRounds.LongestWait);
        await stopping;
        await host.DisposeAsync();
        (await _database.CountNodesAsync()).ShouldBe(1);
    }

    private static Task StopAsync(TestHost host, CancellationToken ct = default) => host.Services.GetRequiredService<IHost>().StopAsync(ct);

    private static Task<HttpResponseMessage> AskForTokenAsync(TestHost host) =>
        new TokenClient(host).PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "client_credentials" },
            TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
}
