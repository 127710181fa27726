using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Bench.Micro;

/// <summary>
/// A prepared request and the place of its answer, used again and again without allocating: what is measured is the host's.
/// </summary>
internal sealed class Request : IHttpRequestFeature, IHttpResponseFeature, IHttpConnectionFeature, IHttpRequestIdentifierFeature,
    IHttpRequestLifetimeFeature, IRequestBodyPipeFeature, IHttpRequestBodyDetectionFeature
{
    private readonly string _path;
    private readonly byte[] _body;
    private readonly ReceivedBody _reader;
    private readonly MemoryStream _answer = new(4096);
    private readonly StreamResponseBodyFeature _answerBody;
    private readonly HeaderDictionary _answerHeaders = [];
    private readonly List<(Func<object, Task> Callback, object State)> _onCompleted = [];
    private IRequestFeatures? _features;

    public Request(string path, string? authorization = null, string? form = null)
    {
        _path = path;
        _body = Encoding.UTF8.GetBytes(form ?? "");
        _reader = new ReceivedBody(_body);
        _answerBody = new StreamResponseBodyFeature(_answer);
        Method = form is null ? HttpMethods.Get : HttpMethods.Post;
        Headers = new HeaderDictionary();
        Headers.Host = "localhost:5000";
        if (form is not null)
        {
            Headers.ContentType = "application/x-www-form-urlencoded";
            Headers.ContentLength = _body.Length;
        }

        if (authorization is not null)
            Headers.Authorization = authorization;
    }

    public int Status => StatusCode;

    public string Answer => Encoding.UTF8.GetString(_answer.GetBuffer(), 0, (int)_answer.Length);

    public string Protocol { get; set; } = "HTTP/1.1";

    public string Scheme { get; set; } = "http";

    public string Method { get; set; }

    public string PathBase { get; set; } = "";

    public string Path { get; set; } = "";

    public string QueryString { get; set; } = "";

    public string RawTarget { get; set; } = "";

    public IHeaderDictionary Headers { get; set; }

    public Stream Body { get; set; } = Stream.Null;

    public int StatusCode { get; set; }

    public string? ReasonPhrase { get; set; }

    public bool HasStarted => false;

    IHeaderDictionary IHttpResponseFeature.Headers
    {
        get => _answerHeaders;
        set => throw new NotSupportedException();
    }

    Stream IHttpResponseFeature.Body
    {
        get => _answer;
        set => throw new NotSupportedException();
    }

    public string ConnectionId { get; set; } = "bench";

    public IPAddress? RemoteIpAddress { get; set; } = IPAddress.Loopback;

    public IPAddress? LocalIpAddress { get; set; } = IPAddress.Loopback;

    public int RemotePort { get; set; }

    public int LocalPort { get; set; }

    public string TraceIdentifier { get; set; } = "";

    public CancellationToken RequestAborted { get; set; }

    public PipeReader Reader => _reader;

    public bool CanHaveBody => _body.Length > 0;

    /// <summary>As it was before it was sent the last time.</summary>
    public void Begin()
    {
        Path = _path;
        RawTarget = _path;
        StatusCode = StatusCodes.Status200OK;
        _answer.SetLength(0);
        _answerHeaders.Clear();
        _onCompleted.Clear();
        _reader.Rewind();
    }

    public IFeatureCollection FeaturesFor<TContext>()
        where TContext : notnull
    {
        _features ??= new RequestFeatures<TContext>(new()
        {
            [typeof(IHttpRequestFeature)] = this,
            [typeof(IHttpResponseFeature)] = this,
            [typeof(IHttpResponseBodyFeature)] = _answerBody,
            [typeof(IHttpConnectionFeature)] = this,
            [typeof(IHttpRequestIdentifierFeature)] = this,
            [typeof(IHttpRequestLifetimeFeature)] = this,
            [typeof(IRequestBodyPipeFeature)] = this,
            [typeof(IHttpRequestBodyDetectionFeature)] = this,
        });
        _features.Begin();
        return _features;
    }

    public void Abort()
    {
    }

    // The answer is not sent, so nobody is told that it begins.
    public void OnStarting(Func<object, Task> callback, object state)
    {
    }

    public void OnCompleted(Func<object, Task> callback, object state) => _onCompleted.Add((callback, state));

    /// <summary>What is to be done when the answer is out: the scope of the request's services ends.</summary>
    public async Task CompleteAsync()
    {
        for (var i = _onCompleted.Count - 1; i >= 0; i--)
            await _onCompleted[i].Callback(_onCompleted[i].State);
    }
}
