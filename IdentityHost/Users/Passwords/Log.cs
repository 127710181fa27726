namespace IdentityHost.Users.Passwords;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "User {UserId} changed the password")]
    public static partial void PasswordChanged(this ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} chose a new password by a link")]
    public static partial void PasswordReset(this ILogger logger, string userId);
}
