using System.Net.Sockets;
using IdentityHost.Settings;
using IdentityHost.Settings.Reading;

namespace IdentityHost.Health;

/// <summary>
/// <c>dotnet IdentityHost.dll healthcheck</c>: asks the host that runs with the same configuration on this machine whether it is ready. For
/// containers, which have no curl.
/// </summary>
internal static class HealthCheckCommand
{
    public const string Name = "healthcheck";

    // The host answers within two, whatever hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="args">Settings, as the host gets them.</param>
    /// <returns>0: it is ready. 1: it is not, and one sentence on the error output says why.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        // The configuration is read as the host reads it, but for changes of its files. Nothing is built from it.
        var configuration = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]).Configuration;
        configuration.AddSecretsFolder();
        var problem = await FindProblemAsync(configuration);
        if (problem is null)
            return 0;
        await Console.Error.WriteLineAsync($"Not ready: {problem}.");
        return 1;
    }

    private static async Task<string?> FindProblemAsync(ConfigurationManager configuration)
    {
        ListeningAddress address;
        try
        {
            address = ListeningAddress.Of(configuration);
        }
        catch (FormatException e)
        {
            return e.Message;
        }

        var uri = new Uri(address.Uri, HealthRegistration.ReadyPath);
        using var client = NewClient(address.Socket);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        // Where AllowedHosts or a certificate by name is configured, this is the name that the host goes by.
        if (Uri.TryCreate(configuration[$"{IdentityHostSettings.Section}:Issuer"], UriKind.Absolute, out var issuer))
            request.Headers.Host = issuer.Authority;
        try
        {
            using var response = await client.SendAsync(request);
            return response.IsSuccessStatusCode
                ? null
                : $"{uri} answered {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}".TrimEnd();
        }
        catch (HttpRequestException e)
        {
            return $"{uri} can't be asked ({e.InnerException?.Message ?? e.Message})";
        }
        catch (TaskCanceledException)
        {
            return $"{uri} did not answer within {Patience.TotalSeconds} seconds";
        }
    }

    private static HttpClient NewClient(string? socket)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        // No certificate is made out to loopback, where it asks; nothing secret is sent, and who answers there is who was started there.
#pragma warning disable CA5359, S4830, MA0039
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359, S4830, MA0039
        if (socket is not null)
            handler.ConnectCallback = (_, ct) => ConnectAsync(socket, ct);
        return new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = 4096 };
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
