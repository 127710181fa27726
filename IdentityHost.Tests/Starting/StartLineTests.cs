using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Starting;

/// <summary>A log begins with what it is that runs.</summary>
public sealed class StartLineTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Each_host_says_at_its_start_version_engine_and_issuer_and_then_its_node_id()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings => settings["IdentityHost:Issuer"] = "https://sso.example");

        var line = host.Logs.Lines.Single(entry => entry.Message.StartsWith("IdentityHost ", StringComparison.Ordinal) && entry.Level == LogLevel.Information);
        line.Message.ShouldMatch("^IdentityHost [0-9]+\\.[0-9.]+\\S* starts on \\S*Identity\\S* [0-9]+\\.[0-9.]+\\S*; issuer https://sso\\.example$");
        await Eventually.TrueAsync(async () =>
        {
            var node = await database.ScalarAsync<Guid>("""SELECT "NodeId" FROM "NodeLeases" """);
            return host.Logs.Lines.Any(entry => entry.Message.StartsWith($"Node {node} listens", StringComparison.Ordinal));
        });
    }
}
