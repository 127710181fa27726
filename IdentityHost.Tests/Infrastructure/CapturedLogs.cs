using System.Text;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>One log line with all that a sink could write of it.</summary>
/// <param name="State">The structured values of the line.</param>
/// <param name="Scopes">The values of every scope around it, outermost first.</param>
public sealed record CapturedLog(
    string Category,
    LogLevel Level,
    EventId EventId,
    string Message,
    string? Exception,
    IReadOnlyList<KeyValuePair<string, string?>> State,
    IReadOnlyList<string> Scopes)
{
    /// <summary>The whole line as one text, to look for what must not be in it.</summary>
    public string Everything
    {
        get
        {
            var text = new StringBuilder().Append(Category).Append(' ').Append(Message).Append(' ').Append(Exception);
            foreach (var (name, value) in State)
                text.Append(' ').Append(name).Append('=').Append(value);
            foreach (var scope in Scopes)
                text.Append(" [").Append(scope).Append(']');
            return text.ToString();
        }
    }
}

/// <summary>
/// Keeps every log line of a host, of every category. The level is set by configuration, as an operator would, so a filter that the
/// host's code forces holds here too.
/// </summary>
public sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock _gate = new();
    private readonly List<CapturedLog> _lines = [];
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>A copy of what was logged so far.</summary>
    public IReadOnlyList<CapturedLog> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>The lines stay readable after the host has ended.</summary>
    public void Dispose()
    {
    }

    /// <summary>Fails if any of the texts is anywhere in what was logged.</summary>
    public void ShouldNotContain(params string[] secrets)
    {
        foreach (var line in Lines)
        {
            var everything = line.Everything;
            foreach (var secret in secrets)
                everything.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"'{secret}' was logged: {everything}");
        }
    }

    private sealed class Logger(CapturedLogs owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<string> scopes = [];
            owner._scopes.ForEachScope(static (scope, all) => all.Add(Describe(scope)), scopes);
            var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            var line = new CapturedLog(
                category, logLevel, eventId, formatter(state, exception), exception?.ToString(),
                [.. values.Select(value => KeyValuePair.Create(value.Key, value.Value?.ToString()))], scopes);
            lock (owner._gate)
                owner._lines.Add(line);
        }

        private static string Describe(object? scope) =>
            scope is IEnumerable<KeyValuePair<string, object?>> values
                ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) + " " + scope
                : scope?.ToString() ?? "";
    }
}
