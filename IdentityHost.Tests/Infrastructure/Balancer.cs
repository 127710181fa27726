using System.Net.Sockets;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// Sends each request to one of the nodes that said last that they are ready, as a load balancer with health checks does, over connections that
/// it keeps. It sends nothing twice.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    // Until it asks again it goes on sending requests to a node that stops.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Node[] _nodes;
    private readonly Task _following;
    private int _turn;

    public Balancer(IEnumerable<Uri> addresses)
    {
        _nodes = [.. addresses.Select(address => new Node(address))];
        _following = Task.WhenAll(_nodes.Select(FollowAsync));
    }

    /// <summary>How many requests each node was sent.</summary>
    public IReadOnlyList<int> Requests => [.. _nodes.Select(node => node.Requests)];

    /// <summary>How many connections were opened for them.</summary>
    public int Connections => _nodes.Sum(node => node.Connections);

    public async Task AllReadyAsync() =>
        await Infrastructure.Eventually.TrueAsync(() => Task.FromResult(_nodes.All(node => node.IsReady)), seconds: 30);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        for (var i = 0; i < _nodes.Length; i++)
        {
            var node = _nodes[(uint)Interlocked.Increment(ref _turn) % _nodes.Length];
            if (node.IsReady)
                return node.SendAsync(request);
        }

        throw new InvalidOperationException("No node is ready.");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        foreach (var node in _nodes)
            node.Dispose();
        _end.Dispose();
    }

    private async Task FollowAsync(Node node)
    {
        while (!_end.IsCancellationRequested)
        {
            await node.AskAsync(_end.Token);
            await Task.Delay(Interval, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed class Node : IDisposable
    {
        private readonly HttpClient _probes;
        private readonly HttpClient _requests;
        private int _sent;
        private int _connections;

        public Node(Uri address)
        {
            _probes = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
            _requests = new HttpClient(new SocketsHttpHandler { UseCookies = false, ConnectCallback = ConnectAsync }) { BaseAddress = address };
        }

        public bool IsReady { get; private set; }

        public int Requests => _sent;

        public int Connections => _connections;

        public async Task AskAsync(CancellationToken ct)
        {
            try
            {
                using var response = await _probes.GetAsync("/health/ready", ct);
                IsReady = response.IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                IsReady = false;
            }
        }

        public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
        {
            Interlocked.Increment(ref _sent);
            return _requests.SendAsync(request);
        }

        public void Dispose()
        {
            _probes.Dispose();
            _requests.Dispose();
        }

        private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
        {
            Interlocked.Increment(ref _connections);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
