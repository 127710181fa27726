namespace IdentityHost.Users.Passkeys;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "User {UserId} added a passkey")]
    public static partial void PasskeyAdded(this ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} removed a passkey")]
    public static partial void PasskeyRemoved(this ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "Passkey refused")]
    public static partial void PasskeyRefused(this ILogger logger, Exception? reason);
}
