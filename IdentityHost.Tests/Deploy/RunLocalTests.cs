using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Deploy;

/// <summary>A newcomer's two commands: deploy/run-local serves, deploy/demo prints alice's JSON.</summary>
public sealed class RunLocalTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly string _data = Path.Combine(Path.GetTempPath(), $"identityhost-tests-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
    private readonly string _port = FreePort();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Script.RunAsync("deploy/private-postgres", ["remove", _data]);

    [Fact]
    public async Task The_walk_through_works_the_data_stays_and_the_end_of_either_process_ends_both()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        string keys;
        using (var first = await LocalRun.StartAsync("--port", _port, "--data", _data))
        {
            first.Output.ShouldContain($"POST http://localhost:{_port}/oauth/introspect");
            first.Output.Split('\n').Count(line => line.StartsWith("  curl ", StringComparison.Ordinal)).ShouldBe(3);

            var demo = await Script.RunAsync("deploy/demo", ["--port", _port]);
            demo.ExitCode.ShouldBe(0, demo.Errors);
            using var answer = JsonDocument.Parse(demo.Output);
            answer.RootElement.GetProperty("active").GetBoolean().ShouldBeTrue();
            answer.RootElement.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
            (await IssuerAsync(client)).ShouldBe($"http://localhost:{_port}");
            keys = await client.GetStringAsync("/.well-known/openid-configuration/jwks");

            // As Ctrl-C, which a process without a terminal can't press.
            (await first.EndAsync("TERM")).ShouldBe(143);
        }

        (await Script.RunAsync("deploy/private-postgres", ["status", _data])).ExitCode.ShouldBe(3);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/health/live"));

        // The data follows it to another port.
        var port = FreePort();
        using var moved = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var second = await LocalRun.StartAsync("--port", port, "--data", _data);
        (await moved.GetStringAsync("/.well-known/openid-configuration/jwks")).ShouldBe(keys);
        (await IssuerAsync(moved)).ShouldBe($"http://localhost:{port}");
        (await Script.RunAsync("deploy/private-postgres", ["stop", _data])).ExitCode.ShouldBe(0);
        (await second.EndAsync(signal: null)).ShouldBe(1);
        await Should.ThrowAsync<HttpRequestException>(() => moved.GetAsync("/health/live"));
    }

    [Fact]
    public async Task A_port_in_use_is_said_before_anything_is_started()
    {
        using var taken = new TcpListener(IPAddress.Loopback, int.Parse(_port, CultureInfo.InvariantCulture));
        taken.Start();

        var answer = await Script.RunAsync("deploy/run-local", ["--port", _port, "--data", _data]);

        answer.ExitCode.ShouldBe(1);
        answer.Errors.ShouldContain($"port {_port} is in use");
        Directory.Exists(_data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "http")]
    [InlineData("--port")]
    [InlineData("--prot", "5000")]
    [InlineData("--seeds", "deploy/no-such-folder")]
    public async Task Wrong_arguments_are_refused(params string[] arguments)
    {
        (await Script.RunAsync("deploy/run-local", arguments)).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_reset_never_touches_a_database_that_the_script_did_not_make()
    {
        var answer = await Script.RunAsync(
            "deploy/run-local", ["--reset", "--port", _port], new() { ["ConnectionStrings__IdentityHost"] = "Host=127.0.0.1;Port=1" });

        answer.ExitCode.ShouldBe(1);
        answer.Errors.ShouldContain("--reset deletes only the database that this script made");
    }

    private static async Task<string?> IssuerAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration")).GetProperty("issuer").GetString();

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A running deploy/run-local that has said that it is ready.</summary>
    private sealed class LocalRun(Process process, string output, Task<string> errors) : IDisposable
    {
        public string Output { get; } = output;

        public static async Task<LocalRun> StartAsync(params string[] arguments)
        {
            var environment = new Dictionary<string, string?> { ["ConnectionStrings__IdentityHost"] = null };
            foreach (var property in typeof(RunLocalTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
            {
                if (property.Key is "IdentityEngine" or "DuendeVersion")
                    environment[property.Key] = property.Value;
            }

            var process = Script.Start("deploy/run-local", arguments, environment);
            using var limit = new CancellationTokenSource(Patience);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = "";
            while (!output.Contains("Ctrl-C ends", StringComparison.Ordinal))
            {
                var line = await process.StandardOutput.ReadLineAsync(limit.Token);
                if (line is null)
                    throw new InvalidOperationException($"deploy/run-local ended: {output} {await errors}");
                output += line + "\n";
            }

            // What the host logs from here on is nobody's business, but must not fill the pipe.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new LocalRun(process, output, errors);
        }

        /// <summary>Sends a signal, or none, and waits for the script's end.</summary>
        /// <returns>The exit code.</returns>
        public async Task<int> EndAsync(string? signal)
        {
            if (signal is not null)
                await Script.SignalAsync(process, signal);

            using var limit = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(limit.Token);
            await errors;
            return process.ExitCode;
        }

        public void Dispose()
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }
}
