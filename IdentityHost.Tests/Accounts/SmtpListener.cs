using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdentityHost.Tests.Accounts;

/// <summary>An SMTP server (RFC 5321) on loopback without encryption, which keeps what it was sent.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly bool _takesUtf8;
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<string> _mail = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _listening;

    /// <param name="takesUtf8">Whether it announces SMTPUTF8 (RFC 6531).</param>
    public SmtpListener(bool takesUtf8 = false)
    {
        _takesUtf8 = takesUtf8;
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often somebody connected.</summary>
    public int Connections { get; private set; }

    /// <summary>What it was told, but for the mails.</summary>
    public IReadOnlyCollection<string> Commands => _commands;

    /// <summary>The first mail that came.</summary>
    public Task<string> Mail => _mail.Task;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_ended.Token);
            Connections++;
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (IOException)
            {
                // It hung up.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_ended.Token) is { } command)
        {
            _commands.Enqueue(command);
            if (command.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                var text = new StringBuilder();
                while (await reader.ReadLineAsync(_ended.Token) is { } line and not ".")
                    text.AppendLine(line);
                _mail.TrySetResult(text.ToString());
            }

            if (_takesUtf8 && command.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase))
                await writer.WriteLineAsync("250-test\r\n250-8BITMIME\r\n250 SMTPUTF8");
            else
                await writer.WriteLineAsync(command.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 OK");
        }
    }
}
