using System.Net;
using System.Net.Sockets;
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

    [Fact]
    public async Task SIGTERM_while_the_database_does_not_answer_ends_the_start_with_code_0_and_no_stack_trace()
    {
        // Takes connections and never says anything.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var end = await HostProcess.RunToEndAsync(
            new()
            {
                ["ConnectionStrings__IdentityHost"] = $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Database=x;Username=x;Timeout=60",
                ["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true",
            },
            stopAfter: silent.AcceptTcpClientAsync());

        end.ExitCode.ShouldBe(0);
        end.Error.ShouldBeEmpty();
    }
}
