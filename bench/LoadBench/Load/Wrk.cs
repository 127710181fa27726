using System.Diagnostics;
using System.Globalization;

namespace IdentityHost.Bench.LoadBench.Load;

/// <summary>Runs wrk: one thread, 32 connections.</summary>
internal sealed class Wrk(string program, string folder)
{
    public const int Connections = 32;

    private int _scripts;

    /// <param name="request">What it sends.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="begin">The form to begin with.</param>
    /// <param name="thinkMilliseconds">Mean time between an answer and the connection's next request; 0 is as fast as it gets.</param>
    public async Task<WrkResult> RunAsync(LoadRequest request, int seconds, CancellationToken ct, long begin = 0, double thinkMilliseconds = 0)
    {
        var script = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _scripts)}.lua"));
        var bodies = Path.ChangeExtension(script, ".txt");
        if (request.Bodies.Count > 1)
            await File.WriteAllLinesAsync(bodies, request.Bodies, ct);
        await File.WriteAllTextAsync(script, request.Script(bodies, thinkMilliseconds), ct);
        string[] arguments =
        [
            "-t1", string.Create(CultureInfo.InvariantCulture, $"-c{Connections}"), string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s"),
            // Late is late, not lost.
            "--timeout", "30s", "-s", script, request.Target.ToString(), "--", begin.ToString(CultureInfo.InvariantCulture),
        ];
        var (output, code) = await RunAsync(arguments, ct);
        File.Delete(script);
        File.Delete(bodies);
        return Read(output) ?? throw new BenchFailedException($"wrk ended with {code}: {output}");
    }

    private async Task<(string Output, int Code)> RunAsync(string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(ct);
            var output = await process.StandardOutput.ReadToEndAsync(ct) + await errors;
            await process.WaitForExitAsync(ct);
            return (output, process.ExitCode);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    private static WrkResult? Read(string output)
    {
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith("measured ", StringComparison.Ordinal));
        if (line?.Split(' ')[1..].Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray() is not [> 0, > 0, ..] numbers)
            return null;
        return new WrkResult(
            numbers[0], TimeSpan.FromMicroseconds(numbers[1]), numbers[2], numbers[3], numbers[4], TimeSpan.FromMicroseconds(numbers[5]),
            TimeSpan.FromMicroseconds(numbers[6]));
    }
}
