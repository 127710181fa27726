namespace IdentityHost.Users;

/// <summary>Typed names are never logged: people type passwords into the wrong field.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Sign-in refused: there is no such user")]
    internal static partial void UnknownUser(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Sign-in of user {UserId} refused: {Reason}")]
    internal static partial void SignInRefused(ILogger logger, string userId, string reason);

    [LoggerMessage(LogLevel.Information, "Passkey refused")]
    internal static partial void PasskeyRefused(ILogger logger, Exception? reason);
}
