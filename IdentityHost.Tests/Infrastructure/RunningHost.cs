using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>A host outside Development that is a process of its own, on the same port after a restart.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Dictionary<string, string> _environment;
    private Process? _process;

    /// <param name="database">Where its data is.</param>
    /// <param name="settings">Adds variables, or changes them.</param>
    public RunningHost(TestDatabase database, Action<Dictionary<string, string>>? settings = null)
    {
        _environment = new()
        {
            ["ConnectionStrings__IdentityHost"] = database.ConnectionString,
            ["IdentityHost__Issuer"] = "https://sso.example",
            ["IdentityHost__InternalHosts__0"] = "127.0.0.1",
            ["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true",
            ["IdentityHost__ShutdownDelay"] = "00:00:00",
            ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority),
        };
        settings?.Invoke(_environment);
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>What it printed.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Starts it, and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        _process?.Dispose();
        _process = Process.Start(HostProcess.StartInfo([], _environment))!;
        _ = KeepAsync(_process.StandardOutput);
        _ = KeepAsync(_process.StandardError);
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Host = "sso.example";
        await Eventually.TrueAsync(
            async () =>
            {
                _process.HasExited.ShouldBeFalse(string.Join('\n', _output));
                try
                {
                    using var response = await client.GetAsync("/health/ready");
                    return response.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            seconds: 90);
    }

    /// <summary>SIGTERM, and its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await Script.SignalAsync(_process!, "TERM");
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process!.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            _process.Kill();
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task KeepAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
            _output.Enqueue(line);
    }
}
