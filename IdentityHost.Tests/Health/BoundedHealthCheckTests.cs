using System.Diagnostics;
using System.Net;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityHost.Tests.Health;

/// <summary>Readiness has an answer within two seconds, whatever a check waits for.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BoundedHealthCheckTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_check_that_hangs_is_not_ready_in_time_and_is_not_begun_again_meanwhile()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var check = new HangingCheck();
        await using var host = await TestHost.StartAsync(database, configure: builder => builder.Services.AddHealthChecks().AddCheck("hangs", check));

        for (var round = 0; round < 2; round++)
        {
            var clock = Stopwatch.StartNew();
            using var response = await host.Client.GetAsync("/health/ready");
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await response.Content.ReadAsStringAsync()).ShouldStartWith("""{"status":"Unhealthy","checks":{"database":"Unhealthy",""");
        }

        (await host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        check.Begun.ShouldBe(1);
        check.End.SetResult();
        await Eventually.TrueAsync(async () => (await host.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
    }

    private sealed class HangingCheck : IHealthCheck
    {
        private int _begun;

        public int Begun => _begun;

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _begun);
            // As a driver that does not hear that it is to end.
            await End.Task;
            return HealthCheckResult.Healthy();
        }
    }
}
