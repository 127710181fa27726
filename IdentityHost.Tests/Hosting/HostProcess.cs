using System.Diagnostics;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Hosting;

/// <summary>The host, or the migrations program, as a process of its own, as a deployer starts it.</summary>
internal static class HostProcess
{
    public sealed record End(int ExitCode, string Output, string Error);

    /// <summary>Runs it until it ends, or until a line of its output contains <paramref name="stopAt"/>; then it is told to stop (SIGTERM).</summary>
    public static Task<End> RunToEndAsync(Dictionary<string, string> environment, string? stopAt = null) =>
        RunAsync("IdentityHost.dll", ["--urls", "http://127.0.0.1:0"], environment, stopAt);

    /// <summary>Runs the migrations program.</summary>
    public static Task<End> RunMigrationsAsync(Dictionary<string, string> environment, params string[] arguments) =>
        RunAsync("migrations.dll", arguments, environment, stopAt: null);

    private static async Task<End> RunAsync(string library, string[] arguments, Dictionary<string, string> environment, string? stopAt)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, library), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_") || k.StartsWith("ConnectionStrings__")).ToArray())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            var output = new System.Text.StringBuilder();
            while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                output.Append(line).Append('\n');
                if (stopAt is not null && line.Contains(stopAt, StringComparison.Ordinal))
                {
                    await Script.SignalAsync(process, "TERM");
                    stopAt = null;
                }
            }

            await process.WaitForExitAsync(timeout.Token);
            return new End(process.ExitCode, output.ToString(), await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
