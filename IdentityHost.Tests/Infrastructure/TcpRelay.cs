using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>Stands between a host and its database as a network does, and fails as one does.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly string _targetHost;
    private readonly int _targetPort;
    private readonly Task _accepting;
    private volatile TaskCompletionSource? _stalled;
    private int _connects;

    public TcpRelay(string host, int port)
    {
        (_targetHost, _targetPort) = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were made through it.</summary>
    public int Connects => Volatile.Read(ref _connects);

    /// <summary>Cuts every connection and refuses new ones.</summary>
    public void Break()
    {
        _listener.Stop();
        foreach (var client in _clients)
            client.Dispose();
    }

    /// <summary>Keeps every connection, accepts others, and lets nothing through: a server that hangs, or a partition that nobody is told of.</summary>
    public void Stall() => _stalled ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets everything through that was held up.</summary>
    public void Resume()
    {
        var stalled = _stalled;
        _stalled = null;
        stalled?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Break();
        Resume();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connects);
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
                if (_stalled is { } stalled)
                    await stalled.Task;
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
