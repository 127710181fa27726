namespace IdentityHost.Users.TwoFactor;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "User {UserId} switched the second factor on")]
    public static partial void SecondFactorOn(this ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} switched the second factor off")]
    public static partial void SecondFactorOff(this ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} made new recovery codes")]
    public static partial void RecoveryCodesMade(this ILogger logger, string userId);
}
