using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace Bench.Coherence.Machines;

/// <summary>One host, as a process of its own, whose listening connection leads through a relay.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly string _connectionString;
    private readonly string _folder;
    private readonly NodeProgram _program;
    private readonly Lock _keeping = new();
    private Process? _process;

    public Node(int number, string connectionString, string folder, NodeProgram program)
    {
        Number = number;
        _connectionString = connectionString;
        _folder = folder;
        _program = program;
        Relay = new Relay(new NpgsqlConnectionStringBuilder(connectionString).Port);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public int Number { get; }

    /// <summary>A load balancer would send it requests.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The same after a restart.</summary>
    public Uri Address { get; }

    /// <summary>Its listening connection's way to PostgreSQL.</summary>
    public Relay Relay { get; }

    /// <summary>Starts the process, and returns at once.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, _program.Assembly), .. _program.Arguments, "--urls", Address.GetLeftPart(UriPartial.Authority)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in NodeEnvironment())
            start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _ = KeepAsync(_process.StandardOutput);
        _ = KeepAsync(_process.StandardError);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    /// <exception cref="TimeoutException">It did not.</exception>
    public async Task ReadyAsync(CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var end = Environment.TickCount64 + StartTimeout.TotalMilliseconds;
        while (Environment.TickCount64 < end)
        {
            try
            {
                using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), ct);
                if (response.IsSuccessStatusCode)
                {
                    IsReady = true;
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // It does not listen yet.
            }

            await Task.Delay(50, ct);
        }

        throw new TimeoutException($"Node {Number} is not ready; its log is {LogFile}.");
    }

    /// <summary>SIGSTOP: it stands still, and does not know it.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>SIGKILL: it has no time for farewells.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>SIGTERM: it takes its leave.</summary>
    public Task StopAsync() => EndAsync("TERM");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        await Relay.DisposeAsync();
    }

    private string LogFile => Path.Combine(_folder, $"node{Number}.log");

    private async Task EndAsync(string signal)
    {
        IsReady = false;
        await SignalAsync(signal);
        await _process!.WaitForExitAsync();
    }

    private Task SignalAsync(string signal) => Script.SignalAsync(_process!, signal);

    // Nothing that this process was started with decides what a node does.
    private Dictionary<string, string?> NodeEnvironment()
    {
        var values = new Dictionary<string, string?>();
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)
                || name.StartsWith("IdentityHost__", StringComparison.Ordinal) || name.StartsWith("Logging__", StringComparison.Ordinal))
                values[name] = null;
        }

        var database = new NpgsqlConnectionStringBuilder(_connectionString) { MaxPoolSize = 40 };
        values["ConnectionStrings__IdentityHost"] = database.ConnectionString;
        database.Port = Relay.Port;
        values["ConnectionStrings__IdentityHostNotifications"] = database.ConnectionString;
        values["DOTNET_ENVIRONMENT"] = "Production";
        // Every node is one server's, whatever its port.
        values["IdentityHost__Issuer"] = "https://coherence.example";
        values["IdentityHost__InternalHosts__0"] = "127.0.0.1";
        values["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true";
        // Half of a second in which it is not ready and answers still.
        values["IdentityHost__ShutdownDelay"] = "00:00:00.5";
        values["Logging__LogLevel__Default"] = "Warning";
        values["DOTNET_STARTUP_HOOKS"] = typeof(Node).Assembly.Location;
        values[global::StartupHook.MetersVariable] = Path.Combine(_folder, $"node{Number}");
        values[global::StartupHook.OwnerVariable] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return values;
    }

    private async Task KeepAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_keeping)
                File.AppendAllText(LogFile, line + "\n");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
