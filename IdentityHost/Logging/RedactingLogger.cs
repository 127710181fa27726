using System.Text.RegularExpressions;
using IdentityHost.Engine;

namespace IdentityHost.Logging;

/// <summary>
/// Takes handles, JWTs and e-mail addresses out of what an engine logs, and whatever the sender of the request presented as a token or secret:
/// Duende writes raw what it refuses, and the user name of each sign-in.
/// </summary>
internal sealed partial class RedactingLogger(ILogger inner, LogLevel floor, IHttpContextAccessor http) : ILogger
{
    private const string Replacement = "[redacted]";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= floor && inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        logLevel = CompiledEngine.Level(logLevel, exception);
        if (!IsEnabled(logLevel))
            return;
        string[] presented = [.. PresentedSecrets.Of(http.HttpContext)];
        var message = Redact(formatter(state, exception), presented);
        var values = state is IReadOnlyList<KeyValuePair<string, object?>> pairs
            ? pairs.Select(p => KeyValuePair.Create(p.Key, Redact(p.Value, presented))).ToArray()
            : [];
        var redacted = new RedactedState(message, values);
        var reason = Redact(exception, presented);
        inner.Log(logLevel, eventId, redacted, reason, static (s, _) => s.ToString());
    }

    private static string Redact(string text, string[] presented)
    {
        foreach (var secret in presented)
            text = text.Replace(secret, Replacement, StringComparison.Ordinal);
        return Telling().Replace(text, Replacement);
    }

    private static object? Redact(object? value, string[] presented) => value switch
    {
        null or bool or int or long => value,
        _ => Redact(value.ToString() ?? "", presented),
    };

    private static Exception? Redact(Exception? exception, string[] presented)
    {
        if (exception?.ToString() is not { } text || Redact(text, presented) is var redacted && redacted == text)
            return exception;
        return new RedactedException(redacted);
    }

    // Handles (64 hexadecimal digits; key and correlation ids have 32), JWTs (three dot-separated parts, the first of which begins an object)
    // and e-mail addresses.
    [GeneratedRegex(
        @"eyJ[\w-]+\.[\w-]+(\.[\w-]*)*|[0-9A-Fa-f]{48,}(-1)?|[\w.+'-]+@[\w-]+(\.[\w-]+)+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Telling();

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
