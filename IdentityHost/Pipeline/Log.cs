namespace IdentityHost.Pipeline;

internal static partial class Log
{
    // One line a request and no stack: in an outage there are many.
    [LoggerMessage(1, LogLevel.Error, "The store can't be asked or read; answered with 503. {Reason}")]
    public static partial void Unavailable(this ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Debug, "Where the outage was noticed.")]
    public static partial void UnavailableAt(this ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "A request failed in an unforeseen way; answered with 500.")]
    public static partial void Unhandled(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "A request failed after its answer had begun; the connection was cut.")]
    public static partial void FailedAfterStart(this ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Information, "A grant was redeemed a second time; answered with invalid_grant.")]
    public static partial void GrantWasConsumed(this ILogger logger);
}
