using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Bench.Coherence.Machines;

/// <summary>
/// Stands between a node and PostgreSQL as a network does. It can go silent, keeping every connection and what was sent, and later deliver it; and
/// it can cut.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, TcpClient> _connections = new();
    private readonly int _target;
    private readonly Task _accepting;
    private readonly Gate _fromNode = new();
    private readonly Gate _toNode = new();
    private volatile TaskCompletionSource? _closeAfterNext;

    /// <param name="target">PostgreSQL's port on this machine.</param>
    public Relay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Its own ports on the connections to PostgreSQL.</summary>
    public int[] PortsAtTarget => [.. _connections.Values.Select(PortOf).Where(port => port > 0)];

    /// <summary>Delivers nothing any more, in the directions that are given.</summary>
    public void Hold(bool fromNode = true, bool toNode = true)
    {
        if (fromNode)
            _fromNode.Close();
        if (toNode)
            _toNode.Close();
    }

    /// <summary>Delivers the next thing that PostgreSQL sends, and then nothing in either direction.</summary>
    public Task HoldAfterNextAnswerAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _closeAfterNext = closed;
        return closed.Task;
    }

    /// <summary>Delivers all that was held back, and what comes.</summary>
    public void Release()
    {
        _closeAfterNext = null;
        _fromNode.Open();
        _toNode.Open();
    }

    /// <summary>Cuts every connection. New ones are let through.</summary>
    public void Cut()
    {
        foreach (var (near, far) in _connections)
        {
            near.Dispose();
            far.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        Release();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                // What is silent accepts nobody either.
                await _fromNode.PassAsync();
                await far.ConnectAsync(IPAddress.Loopback, _target);
                _connections[near] = far;
                await Task.WhenAny(PumpAsync(near, far, _fromNode, null), PumpAsync(far, near, _toNode, CloseAfterAnswer));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // PostgreSQL does not run, or the connection was cut.
            }
            finally
            {
                _connections.TryRemove(near, out _);
            }
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, Gate gate, Action? delivered)
    {
        var buffer = new byte[8192];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                await gate.PassAsync();
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
                delivered?.Invoke();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone.
        }
    }

    private void CloseAfterAnswer()
    {
        if (Interlocked.Exchange(ref _closeAfterNext, null) is not { } closed)
            return;
        Hold();
        closed.SetResult();
    }

    private static int PortOf(TcpClient client)
    {
        try
        {
            return client.Client.LocalEndPoint is IPEndPoint address ? address.Port : 0;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>Open or closed; whoever comes to a closed one waits.</summary>
    private sealed class Gate
    {
        private readonly Lock _changing = new();
        private volatile TaskCompletionSource? _closed;

        public Task PassAsync() => _closed?.Task ?? Task.CompletedTask;

        public void Close()
        {
            lock (_changing)
                _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        public void Open()
        {
            lock (_changing)
            {
                _closed?.SetResult();
                _closed = null;
            }
        }
    }
}
