using System.Diagnostics;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>A program that is run to its end.</summary>
internal static class Tool
{
    public static async Task<ScriptAnswer> RunAsync(string name, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ScriptAnswer(process.ExitCode, await output, await errors);
    }
}
