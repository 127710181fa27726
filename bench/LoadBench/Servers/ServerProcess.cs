using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace IdentityHost.Bench.LoadBench.Servers;

/// <summary>A program under test: started, waited for, ended. What it prints goes into a file.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _writing = new();

    private ServerProcess(Process process, StreamWriter log, ServerAddress address)
    {
        _process = process;
        _log = log;
        Address = address;
    }

    public ServerAddress Address { get; }

    /// <summary>From the start of the process to its first sign of readiness.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>What of it is in memory, in bytes.</summary>
    public long ResidentBytes => FromStatus("VmRSS:");

    public int ProcessId => _process.Id;

    /// <summary>The most that ever was.</summary>
    public long PeakResidentBytes => FromStatus("VmHWM:");

    /// <param name="program">The program and its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="address">Where it will answer.</param>
    /// <param name="environment">In addition to this process's.</param>
    /// <param name="logFile">Where what it prints goes.</param>
    public static async Task<ServerProcess> StartAsync(
        string[] program, string folder, ServerAddress address, Dictionary<string, string> environment, string logFile, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program[0], program[1..])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        var server = new ServerProcess(process, log, address);
        process.OutputDataReceived += (_, line) => server.Write(line.Data);
        process.ErrorDataReceived += (_, line) => server.Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server.WaitUntilReadyAsync(ct);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.StartTime = Stopwatch.GetElapsedTime(began);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, 15);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
        lock (_writing)
            _log.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_process.HasExited)
                throw new BenchFailedException($"{Address.Name} ended with {_process.ExitCode} before it was ready; see its log");
            if (Stopwatch.GetElapsedTime(began) > StartLimit)
                throw new BenchFailedException($"{Address.Name} was not ready within a minute; see its log");
            try
            {
                using var answer = await client.GetAsync(Address.Of(Address.ReadyPath), ct);
                if ((int)answer.StatusCode < 500)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(10, ct);
        }
    }

    private void Write(string? line)
    {
        if (line is null)
            return;
        lock (_writing)
        {
            if (_log.BaseStream.CanWrite)
                _log.WriteLine(line);
        }
    }

    private long FromStatus(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
