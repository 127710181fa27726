namespace IdentityHost.Coherence;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Announcements are listened to; clients, resources and access tokens are remembered.")]
    public static partial void Listening(this ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "Announcements can't be listened to, so nothing is remembered: {Reason}")]
    public static partial void NotListening(this ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Debug, "This node's lease was not removed; other nodes will do so: {Reason}")]
    public static partial void LeaseNotGivenUp(this ILogger logger, string reason);
}
