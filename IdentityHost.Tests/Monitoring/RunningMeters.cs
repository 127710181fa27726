using System.Net;
using IdentityHost.Telemetry;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Users.Passwords;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Monitoring;

/// <summary>What a host measures that issues, introspects, revokes and removes.</summary>
public sealed class RunningMeters : IAsyncLifetime
{
    // What comes a moment later than the rest.
    private static readonly (string Metric, string Label)[] Awaited =
    [
        ("identityhost_coherence_barrier_wait_seconds_count", "acknowledged"),
        ("identityhost_token_cache_invalidations_total", "kind"),
        ("identityhost_grants_removed_total", "kind"),
        ("identityhost_throttling_refusals_total", "kind"),
        ("dotnet_gc_last_collection_heap_size_bytes", "gc_heap_generation"),
    ];

    /// <summary>Prometheus' names, each with its labels.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Metrics { get; private set; } = new Dictionary<string, IReadOnlyCollection<string>>();

    public async Task InitializeAsync()
    {
        using var instruments = new Instruments(TelemetryExport.Meters);
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings =>
        {
            settings["IdentityHost:Grants:Removal:Interval"] = "00:00:01";
            settings["IdentityHost:Throttling:WrongClientSecretsPerMinute"] = "1";
        });
        // Its gauge comes with the first password that is looked at.
        host.Services.GetRequiredService<PasswordWork>();
        var tokens = new TokenClient(host);
        await database.ExecuteAsync("""INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") VALUES ('old', now() - interval '2 hours')""");

        await Eventually.TrueAsync(
            async () =>
            {
                var token = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret, "messages.read");
                await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);
                using var answer = await tokens.PostFormAsync(
                    "/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                using var guess = await tokens.PostFormAsync("/connect/revocation", new() { ["token"] = token }, TokenClient.Basic("nobody", "guess"));
                Metrics = instruments.Metrics();
                return Awaited.All(a => Metrics[a.Metric].Contains(a.Label));
            },
            seconds: 30);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
