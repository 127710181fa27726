using System.Globalization;
using System.Security.Cryptography;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// A PostgreSQL server of one test's own (deploy/private-postgres), which it may stop and start again. Its port and data stay.
/// The server ends with this process, however that ends.
/// </summary>
internal sealed class PrivateCluster : IAsyncDisposable
{
    private readonly string _folder;

    private PrivateCluster(string folder, string connectionString)
    {
        _folder = folder;
        ConnectionString = connectionString;
    }

    /// <summary>As a superuser, to an empty database.</summary>
    public string ConnectionString { get; }

    public static async Task<PrivateCluster> StartNewAsync(CancellationToken cancellationToken = default)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"identityhost-tests-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        return new PrivateCluster(folder, await StartAsync(folder, cancellationToken));
    }

    /// <summary>Cuts every connection and lets the server end. Whoever connects is refused.</summary>
    /// <param name="immediately">As if it had crashed: it finds out at the next start what was committed.</param>
    public Task StopAsync(bool immediately = false, CancellationToken cancellationToken = default) =>
        RunAsync(cancellationToken, ["stop", .. immediately ? ["--immediately"] : Array.Empty<string>(), _folder]);

    /// <summary>Starts a stopped server again, on the same port, and returns when it accepts connections.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => StartAsync(_folder, cancellationToken);

    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken: cancellationToken);
        await StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync() => await RunAsync(CancellationToken.None, "remove", _folder);

    private static Task<string> StartAsync(string folder, CancellationToken cancellationToken) =>
        RunAsync(
            cancellationToken, "start", "--scratch", "--while", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), folder);

    private static async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var answer = await Script.RunAsync("deploy/private-postgres", arguments, cancellationToken: cancellationToken);
        if (answer.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"deploy/private-postgres {string.Join(' ', arguments)} ended with {answer.ExitCode}: {answer.Errors}");
        }

        return answer.Output.Trim();
    }
}
