using System.Collections;
using IdentityHost.Http;

namespace IdentityHost.Logging;

/// <summary>
/// Puts the correlation id and the path of the request, without its query, on every log line. They are looked up when a line is written, so
/// a request that logs nothing pays nothing for them.
/// </summary>
internal sealed class RequestScopes(IHttpContextAccessor http) : IExternalScopeProvider
{
    private readonly LoggerExternalScopeProvider _others = new();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (http.HttpContext is { } context)
            callback(new RequestScope(context.TraceIdentifier, context.Request.Path.Value), state);
        _others.ForEachScope(callback, state);
    }

    public IDisposable Push(object? state) => _others.Push(state);

    private sealed class RequestScope(string correlationId, string? path) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        // As ASP.NET Core calls it in a scope of its own.
        private const string RequestPath = nameof(RequestPath);

        public int Count => 2;

        public KeyValuePair<string, object?> this[int index] => index switch
        {
            0 => new(nameof(CorrelationId), correlationId),
            1 => new(RequestPath, path),
            _ => throw new ArgumentOutOfRangeException(nameof(index)),
        };

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return this[0];
            yield return this[1];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"{nameof(CorrelationId)}:{correlationId} {RequestPath}:{path}";
    }
}
