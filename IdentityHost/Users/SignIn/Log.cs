namespace IdentityHost.Users.SignIn;

/// <summary>Typed names are never logged: people type passwords into the wrong field.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Sign-in refused: there is no such user")]
    public static partial void UnknownUser(this ILogger logger);

    [LoggerMessage(LogLevel.Information, "Sign-in of user {UserId} refused: {Reason}")]
    public static partial void SignInRefused(this ILogger logger, string userId, string reason);

    [LoggerMessage(LogLevel.Warning, "Strangers tried too many passwords or codes of user {UserId}, who is told by mail if there is a way to")]
    public static partial void GuessedAt(this ILogger logger, string userId);
}
