namespace IdentityHost.Sessions.Admin;

internal static partial class Log
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Client {ClientId} ended {Count} sessions: {Sessions}. It asked for those of subject {Subject} and session {Session}.")]
    public static partial void SessionsEnded(this ILogger logger, string clientId, int count, string sessions, string subject, string session);

    [LoggerMessage(2, LogLevel.Warning, "{Method} of sessions by client {ClientId}, subject {Subject}, was refused: it needs a service's token with scope {Scope}.")]
    public static partial void CallerRefused(this ILogger logger, string method, string clientId, string subject, string scope);
}
