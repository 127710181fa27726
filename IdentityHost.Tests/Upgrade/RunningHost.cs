using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>
/// A host as a process, outside Development, as one of several behind one address. The address is the issuer, and nobody listens there: whoever
/// asks says which host the connection leads to, as a load balancer decides.
/// </summary>
internal sealed partial class RunningHost : IAsyncDisposable
{
    public static readonly Uri Address = new("http://localhost:5050");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningHost(Process process)
    {
        _process = process;
        _ = ReadAsync(process.StandardOutput);
        _ = ReadAsync(process.StandardError);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectCallback = ConnectAsync }) { BaseAddress = Address };
    }

    /// <summary>Whose connections lead here. Follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; }

    public TokenClient Tokens => new(Client);

    public IEnumerable<string> Log => _log;

    /// <summary>Starts it, and waits until it is ready.</summary>
    public static async Task<RunningHost> StartAsync(HostProgram program, TestDatabase database)
    {
        var start = new ProcessStartInfo("dotnet", [program.Assembly, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = program.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToArray())
            start.Environment.Remove(inherited);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__IdentityHost"] = database.ConnectionString;
        start.Environment["IdentityHost__Issuer"] = Address.GetLeftPart(UriPartial.Authority);
        start.Environment["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true";
        var host = new RunningHost(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
        try
        {
            await host.ReadyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>For a client of its own.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, await _port.Task.WaitAsync(ct), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>SIGTERM, and its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        await Script.SignalAsync(_process, "TERM");
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // Nothing that the tests were started with decides what a host does.
    private static bool IsSetting(string name) =>
        name is "DOTNET_ENVIRONMENT" || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("IdentityHost__", StringComparison.Ordinal)
        || name.StartsWith("ConnectionStrings__", StringComparison.Ordinal) || name.StartsWith("Logging__", StringComparison.Ordinal);

    private async Task ReadyAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                using var answer = await Client.GetAsync("/health/ready", limit.Token);
                if (answer.IsSuccessStatusCode)
                    return;
                await Task.Delay(50, limit.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            throw new InvalidOperationException($"The host did not become ready:\n{string.Join('\n', Log)}", e);
        }
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            _log.Enqueue(line);
            if (Listening().Match(line) is { Success: true } listening)
                _port.TrySetResult(int.Parse(listening.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
        }

        _port.TrySetException(new HttpRequestException("The host ended."));
    }

    [GeneratedRegex(@"Now listening on: http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
