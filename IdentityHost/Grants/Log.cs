namespace IdentityHost.Grants;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Removal of expired grants is off on this node (IdentityHost:Grants:Removal:Enabled).")]
    public static partial void RemovalIsOff(this ILogger logger);

    [LoggerMessage(2, LogLevel.Debug, "Removed {Rows} expired rows.")]
    public static partial void Removed(this ILogger logger, int rows);

    [LoggerMessage(3, LogLevel.Warning, "Expired grants could not be removed; the next round tries again.")]
    public static partial void RoundFailed(this ILogger logger, Exception exception);
}
