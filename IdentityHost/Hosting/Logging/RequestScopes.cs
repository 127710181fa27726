using System.Collections;

namespace IdentityHost.Hosting.Logging;

/// <summary>
/// Puts the correlation id of the request on every log line. It is looked up when a line is written, so a request that logs nothing pays
/// nothing for it.
/// </summary>
internal sealed class RequestScopes(IHttpContextAccessor http) : IExternalScopeProvider
{
    private readonly LoggerExternalScopeProvider _others = new();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (http.HttpContext is { } context)
            callback(new RequestScope(context.TraceIdentifier), state);
        _others.ForEachScope(callback, state);
    }

    public IDisposable Push(object? state) => _others.Push(state);

    private sealed class RequestScope(string correlationId) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 1;

        public KeyValuePair<string, object?> this[int index] =>
            index == 0 ? new(nameof(CorrelationId), correlationId) : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return this[0];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"{nameof(CorrelationId)}:{correlationId}";
    }
}
