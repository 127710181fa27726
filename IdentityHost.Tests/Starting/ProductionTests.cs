using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Starting;

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
                ["IdentityHost__ShutdownDelay"] = "00:00:00.1",
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
    public async Task SIGTERM_while_it_starts_ends_it_with_code_0_and_is_no_error()
    {
        // A database server that accepts, and says nothing: the start waits for it.
        using var database = new TcpListener(IPAddress.Loopback, 0);
        database.Start();
        using var process = Process.Start(HostProcess.StartInfo(["--urls", "http://127.0.0.1:0"], new()
        {
            ["ConnectionStrings__IdentityHost"] = $"Host=127.0.0.1;Port={((IPEndPoint)database.LocalEndpoint).Port};Username=identity;Timeout=600",
            ["IdentityHost__Issuer"] = "https://sso.example",
            ["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true",
        }))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var connection = await database.AcceptTcpClientAsync(timeout.Token);
        // It has asked whether it may encrypt, and waits for the answer.
        await connection.GetStream().ReadExactlyAsync(new byte[8], timeout.Token);
        await Task.Delay(200, timeout.Token);

        await Script.SignalAsync(process, "TERM");
        await process.WaitForExitAsync(timeout.Token);

        process.ExitCode.ShouldBe(0);
        (await error).ShouldBeEmpty();
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        lines.ShouldAllBe(l => l.GetProperty("LogLevel").GetString() != "Error");
        lines.Select(l => l.GetProperty("Message").GetString()).ShouldContain("Told to stop before the start was over.");
    }
}
