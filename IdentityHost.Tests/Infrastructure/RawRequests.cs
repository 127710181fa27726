using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>Requests as no HTTP client would send them, byte for byte.</summary>
internal static class RawRequests
{
    /// <summary>Stands in each request, where the sender's own text goes.</summary>
    public const string Marker = "s3ntbythesender";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Sends it and reads what comes until the server closes the connection.</summary>
    /// <returns>The status; 0 if the connection was closed without an answer of HTTP 1.1.</returns>
    public static async Task<int> SendAsync(Uri server, string request)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, limit.Token);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var answer = reader.ReadLineAsync(limit.Token).AsTask();
            // The rest of a body that breaks off never comes; only then, since a client that hangs up gives its request up.
            if (await Task.WhenAny(answer, Task.Delay(Pause, limit.Token)) != answer)
                client.Client.Shutdown(SocketShutdown.Send);
            var line = await answer;
            return line?.Split(' ') is ["HTTP/1.1", var status, ..] ? int.Parse(status, CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public static string Get(string target, params string[] headers) => $"GET {target} HTTP/1.1\r\n{Headers(headers)}\r\n";

    public static string Post(string path, string type, string body, params string[] headers) =>
        $"POST {path} HTTP/1.1\r\n{Headers(headers)}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <param name="chunks">What stands behind the headers, sizes included.</param>
    public static string PostChunked(string path, string type, string chunks) =>
        $"POST {path} HTTP/1.1\r\n{Headers([])}Content-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}";

    private static string Headers(string[] headers) =>
        string.Concat(headers.Append("Host: localhost").Append("Connection: close").Select(header => $"{header}\r\n"));
}
