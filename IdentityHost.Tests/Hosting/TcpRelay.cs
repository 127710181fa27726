using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IdentityHost.Tests.Hosting;

/// <summary>Stands between a host and its database as a network does, and fails as one does.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly string _targetHost;
    private readonly int _targetPort;
    private readonly Task _accepting;
    private volatile bool _stalled;

    public TcpRelay(string host, int port)
    {
        (_targetHost, _targetPort) = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts every connection and refuses new ones.</summary>
    public void Break()
    {
        _listener.Stop();
        foreach (var client in _clients)
            client.Dispose();
    }

    /// <summary>Keeps every connection and lets nothing through: a partition that nobody is told of.</summary>
    public void Stall() => _stalled = true;

    public async ValueTask DisposeAsync()
    {
        Break();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync();
                var far = new TcpClient();
                _clients.Add(near);
                _clients.Add(far);
                await far.ConnectAsync(_targetHost, _targetPort);
                _ = PumpAsync(near, far);
                _ = PumpAsync(far, near);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[8192];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                if (!_stalled)
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone.
        }
        finally
        {
            to.Dispose();
        }
    }
}
