using System.Diagnostics;
using Xunit.Abstractions;

namespace IdentityHost.Tests.Property;

/// <summary>
/// No introspection that begins after a revocation was acknowledged answers active, on any node, and no acknowledged token is lost: bench/Coherence,
/// short. What it did can be repeated with the seed that is printed; a longer run is <c>dotnet run --project bench/Coherence -- --duration 10m</c>.
/// </summary>
[Collection(nameof(CoherenceTests))]
public sealed class CoherenceTests(ITestOutputHelper output)
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task What_was_acknowledged_holds_on_every_node_while_nodes_connections_and_PostgreSQL_fail()
    {
        var (exitCode, report) = await RunAsync("--duration", "10s");

        exitCode.ShouldBe(0, report);
        report.ShouldContain("0 violations; passed");
    }

    [Fact]
    public async Task A_lease_that_never_runs_out_is_found_out()
    {
        // Three times, since nobody can say when the paused process gets its turn.
        var (exitCode, report) = await RunAsync("--duration", "12s", "--faults", "cut off while", "--broken-lease");

        exitCode.ShouldBe(1, report);
        report.ShouldContain("VIOLATION RevokedYetActive", customMessage: report);
    }

    private async Task<(int ExitCode, string Report)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Coherence.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var timeout = new CancellationTokenSource(MostTime);
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            var report = await process.StandardOutput.ReadToEndAsync(timeout.Token) + await error;
            await process.WaitForExitAsync(timeout.Token);
            output.WriteLine(report);
            return (process.ExitCode, report);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}

/// <summary>After all others: a run needs the machine for itself, and other tests do not want one beside them that does.</summary>
[CollectionDefinition(nameof(CoherenceTests), DisableParallelization = true)]
public sealed class CoherenceCollection;
