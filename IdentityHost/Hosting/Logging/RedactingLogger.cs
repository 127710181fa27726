using System.Text.RegularExpressions;

namespace IdentityHost.Hosting.Logging;

/// <summary>
/// Takes handles and JWTs out of what an engine logs: the Duende engine writes raw codes when it refuses them.
/// </summary>
internal sealed partial class RedactingLogger(ILogger inner, LogLevel floor) : ILogger
{
    private const string Replacement = "[redacted]";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= floor && inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var message = Redact(formatter(state, exception));
        var values = state is IReadOnlyList<KeyValuePair<string, object?>> pairs
            ? pairs.Select(p => KeyValuePair.Create(p.Key, Redact(p.Value))).ToArray()
            : [];
        var redacted = new RedactedState(message, values);
        var reason = Redact(exception);
        inner.Log(logLevel, eventId, redacted, reason, static (s, _) => s.ToString());
    }

    internal static string Redact(string text) => TokenLike().Replace(text, Replacement);

    private static object? Redact(object? value) => value switch
    {
        null or bool or int or long => value,
        _ => Redact(value.ToString() ?? ""),
    };

    private static Exception? Redact(Exception? exception)
    {
        if (exception?.ToString() is not { } text || !TokenLike().IsMatch(text))
            return exception;
        return new RedactedException(Redact(text));
    }

    // Handles (64 hexadecimal digits; key and correlation ids have 32) and JWTs (three dot-separated parts, the first of which begins an
    // object).
    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+(\.[\w-]*)*|[0-9A-Fa-f]{48,}(-1)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TokenLike();

    private sealed class RedactedState(string message, KeyValuePair<string, object?>[] values) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Length;

        public KeyValuePair<string, object?> this[int index] => values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.AsEnumerable().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => values.GetEnumerator();

        public override string ToString() => message;
    }

    private sealed class RedactedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
