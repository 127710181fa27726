using IdentityHost.Engine;

namespace IdentityHost.Logging;

/// <summary>
/// Stands before every logger, so that no configuration can switch on what would print a query string or a token: categories with a floor
/// never log below it, and what the engine logs passes through <see cref="RedactingLogger"/>.
/// </summary>
internal sealed class GuardedLoggerFactory(LoggerFactory inner, IHttpContextAccessor http) : ILoggerFactory
{
    /// <summary>The longest matching prefix decides.</summary>
    private static readonly (string Prefix, LogLevel Floor)[] Floors =
    [
        // Start and end of a request, with the query string.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        // Redirect targets and the arguments of page handlers, both with return URLs.
        ("Microsoft.AspNetCore.Mvc", LogLevel.Warning),
        // Malformed request lines, protocol frames, form fields, cookies.
        ("Microsoft.AspNetCore", LogLevel.Information),
        // Events tell what they are about in fields of their own, and of a token its end.
        (CompiledEngine.EventLogCategory, LogLevel.Debug),
        // Validation logs with grants and request parameters.
        (CompiledEngine.LogCategory, LogLevel.Information),
    ];

    public ILogger CreateLogger(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        var logger = inner.CreateLogger(categoryName);
        if (string.Equals(categoryName, StartLogger.Category, StringComparison.Ordinal))
            return new StartLogger(logger, inner.CreateLogger(typeof(StartLogger).FullName!));
        if (FloorOf(categoryName) is not { } floor)
            return logger;
        return IsBelow(categoryName, CompiledEngine.LogCategory) ? new RedactingLogger(logger, floor, http) : new FloorLogger(logger, floor);
    }

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private static LogLevel? FloorOf(string category)
    {
        foreach (var (prefix, floor) in Floors)
        {
            if (IsBelow(category, prefix))
                return floor;
        }

        return null;
    }

    private static bool IsBelow(string category, string prefix) =>
        category.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (category.Length == prefix.Length || category[prefix.Length] == '.');

    private sealed class FloorLogger(ILogger inner, LogLevel floor) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= floor && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= floor)
                inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
