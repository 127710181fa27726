namespace IdentityHost.Logging;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Told to stop before the start was over.")]
    public static partial void StoppedBeforeStarted(this ILogger logger);
}
