using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Stopping;

/// <summary>deploy/systemd/identityhost.service has Type=notify: sd_notify(3).</summary>
[Collection(PostgresCollection.Name)]
public sealed class SystemdTests(PostgresFixture postgres) : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"identityhost-tests-{Guid.CreateVersion7():N}");
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    [Fact]
    public async Task A_service_says_when_it_listens_and_when_it_is_told_to_stop_and_logs_JSON()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        _manager.Bind(new UnixDomainSocketEndPoint(_path));
        var host = HostProcess.StartInfo(["--urls", "http://127.0.0.1:0"], new()
        {
            ["ConnectionStrings__IdentityHost"] = database.ConnectionString,
            ["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true",
            ["IdentityHost__Issuer"] = "https://sso.example",
            ["IdentityHost__ShutdownDelay"] = "00:00:00",
            ["NOTIFY_SOCKET"] = _path,
        });

        using var process = Process.Start(host)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            (await ReceiveAsync()).ShouldBe("READY=1");
            await Script.SignalAsync(process, "TERM");
            (await ReceiveAsync()).ShouldBe("STOPPING=1");
            (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith('{'));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose()
    {
        _manager.Dispose();
        File.Delete(_path);
    }

    private async Task<string> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[1024];
        var length = await _manager.ReceiveAsync(buffer, limit.Token);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
