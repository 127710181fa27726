namespace IdentityHost.Users.Links;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "User {UserId} signed up")]
    public static partial void SignedUp(this ILogger logger, string userId);
}
