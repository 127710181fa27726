namespace IdentityHost.Stopping;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Told to stop: not ready any more, and answering for {Delay} still.")]
    public static partial void Stopping(this ILogger logger, TimeSpan delay);
}
