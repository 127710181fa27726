using System.Diagnostics;
using System.Globalization;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>What a script printed, and its exit code.</summary>
internal sealed record ScriptAnswer(int ExitCode, string Output, string Errors);

/// <summary>Runs a bash script of this repository.</summary>
internal static class Script
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="path">Its path below the repository's root.</param>
    public static async Task<ScriptAnswer> RunAsync(
        string path, IEnumerable<string> arguments, Dictionary<string, string?>? environment = null, CancellationToken cancellationToken = default)
    {
        using var process = Start(path, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new ScriptAnswer(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it, with its output redirected. The caller disposes it.</summary>
    public static Process Start(string path, IEnumerable<string> arguments, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("bash", [RepositoryFolder.PathOf(path), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
    }

    /// <summary>Sends a process a signal, such as TERM. By bash, which has it built in: a bare Debian has no kill of its own.</summary>
    public static async Task SignalAsync(Process process, string signal)
    {
        string[] arguments = ["-c", "kill -s \"$0\" \"$1\"", signal, process.Id.ToString(CultureInfo.InvariantCulture)];
        using var kill = Process.Start(new ProcessStartInfo("bash", arguments) { UseShellExecute = false })!;
        await kill.WaitForExitAsync();
    }
}
