using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Hosting;

/// <summary>The host outside Development.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ProductionTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Logs_are_JSON_lines_unprotected_keys_are_warned_of_and_SIGTERM_ends_it_with_code_0()
    {
        await using var database = await postgres.CreateDatabaseAsync();

        var end = await HostProcess.RunToEndAsync(
            new()
            {
                ["ConnectionStrings__IdentityHost"] = database.ConnectionString,
                ["IdentityHost__Issuer"] = "https://sso.example",
                ["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true",
            },
            stopAt: "Application started");

        end.ExitCode.ShouldBe(0);
        end.Error.ShouldBeEmpty();
        var lines = end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        lines.ShouldContain(l => l.GetProperty("LogLevel").GetString() == "Warning"
            && l.GetProperty("Message").GetString()!.Contains("IdentityHost:DataProtection:AllowUnprotectedKeys"));
        lines.ShouldAllBe(l => l.GetProperty("Timestamp").GetString()!.EndsWith('Z'));
    }
}
