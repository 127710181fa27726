using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bench.Coherence.History;
using Bench.Coherence.Machines;

namespace Bench.Coherence.Work;

/// <summary>Sends requests to nodes, and takes the time.</summary>
internal sealed class Http : IDisposable
{
    /// <summary>The secret of every client and the password of every user (seeds/secret).</summary>
    public const string Secret = "three-nodes-one-coherence";

    // More than a pause, and a barrier's wait behind it.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly Recorder _recorder;
    private readonly IReadOnlyList<Node> _nodes;
    private readonly HttpClient _client = NewClient(null);

    public Http(IReadOnlyList<Node> nodes, Recorder recorder)
    {
        _recorder = recorder;
        _nodes = nodes;
    }

    public int Nodes => _nodes.Count;

    public bool IsReady(int node) => _nodes[node].IsReady;

    /// <summary>One that a load balancer would choose; now and then one that has just ended.</summary>
    public int AnyNode(Dice dice)
    {
        var ready = _nodes.Where(node => node.IsReady).ToList();
        return ready.Count == 0 || dice.Chance(0.1) ? dice.Below(Nodes) : dice.Pick(ready).Number;
    }

    /// <summary>A browser's: with cookies, which all nodes share. The caller disposes it.</summary>
    public static HttpClient NewClient(CookieContainer? cookies)
    {
#pragma warning disable CA2000 // The client disposes it.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies is not null, ConnectTimeout = TimeSpan.FromSeconds(5) };
#pragma warning restore CA2000
        if (cookies is not null)
            handler.CookieContainer = cookies;
        return new HttpClient(handler) { Timeout = Timeout };
    }

    public static AuthenticationHeaderValue Basic(string id) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{Secret}")));

    public Task<Answer> PostAsync(
        int node, string path, IEnumerable<KeyValuePair<string, string>> form, AuthenticationHeaderValue? authorization = null, HttpClient? client = null) =>
        SendAsync(node, HttpMethod.Post, path, new FormUrlEncodedContent(form), authorization, client);

    public async Task<Answer> SendAsync(
        int node, HttpMethod method, string path, HttpContent? content = null, AuthenticationHeaderValue? authorization = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_nodes[node].Address, path)) { Content = content };
        request.Headers.Authorization = authorization;
        var operation = _recorder.NewOperation();
        var begin = _recorder.Now;
        try
        {
            using var response = await (client ?? _client).SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            return new Answer(operation, node, begin, _recorder.Now, response.StatusCode, body, response.Headers.Location);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return new Answer(operation, node, begin, _recorder.Now, null, e.GetBaseException().Message, null);
        }
    }

    public void Dispose() => _client.Dispose();
}
