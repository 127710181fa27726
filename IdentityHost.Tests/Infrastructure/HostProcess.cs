using System.Diagnostics;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>The host, or the migrations program, as a process of its own, as a deployer starts it.</summary>
internal static class HostProcess
{
    private static readonly string[] DecidesAboutHosts = ["ASPNETCORE_", "DOTNET_", "HTTP_PORTS", "HTTPS_PORTS", "ConnectionStrings__", "IdentityHost__", "Kestrel__", "Logging__", "OTEL_"];

    public sealed record End(int ExitCode, string Output, string Error);

    /// <summary>How the host is started: with these variables, and none that this process was started with.</summary>
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments, Dictionary<string, string> environment) =>
        StartInfo("IdentityHost.dll", arguments, environment);

    /// <summary>Runs the host until it ends, or until a line of its output contains <paramref name="stopAt"/>; then it is told to stop (SIGTERM).</summary>
    public static Task<End> RunToEndAsync(Dictionary<string, string> environment, string? stopAt = null) =>
        RunToEndAsync(["--urls", "http://127.0.0.1:0"], environment, stopAt);

    /// <summary>The same with arguments of the test's own.</summary>
    public static Task<End> RunToEndAsync(IEnumerable<string> arguments, Dictionary<string, string> environment, string? stopAt = null) =>
        RunToEndAsync(StartInfo(arguments, environment), stopAt);

    /// <summary>Runs the migrations program.</summary>
    public static Task<End> RunMigrationsAsync(Dictionary<string, string> environment, params string[] arguments) =>
        RunToEndAsync(StartInfo("migrations.dll", arguments, environment), stopAt: null);

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name != "DOTNET_ROOT" && DecidesAboutHosts.Any(name.StartsWith)).ToArray())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static async Task<End> RunToEndAsync(ProcessStartInfo start, string? stopAt)
    {
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
