namespace IdentityHost.Data.Availability;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The database does not answer; requests that need it are answered with 503 at once until it does: {Reason}")]
    public static partial void OutageBegan(this ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The database answers again, after {Seconds:0.0} s.")]
    public static partial void OutageEnded(this ILogger logger, double seconds);
}
