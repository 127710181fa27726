namespace IdentityHost.Logging;

/// <summary>
/// The framework says of a host that is told to stop before its start is over that it failed to start, with a stack trace; and of one that fails for a
/// wrong setting as well, of which a sentence on the error output tells more.
/// </summary>
internal sealed class StartLogger(ILogger inner, ILogger own) : ILogger
{
    public const string Category = "Microsoft.Extensions.Hosting.Internal.Host";

    private const string Faulted = "HostedServiceStartupFaulted";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Error && exception is OperationCanceledException)
            own.StoppedBeforeStarted();
        else if (eventId.Name != Faulted || exception is null || !StartFailure.IsForeseen(exception))
            inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
