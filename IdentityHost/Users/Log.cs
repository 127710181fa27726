namespace IdentityHost.Users;

/// <summary>Typed names are never logged: people type passwords into the wrong field.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Sign-in refused: there is no such user")]
    internal static partial void UnknownUser(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Sign-in of user {UserId} refused: {Reason}")]
    internal static partial void SignInRefused(ILogger logger, string userId, string reason);

    [LoggerMessage(LogLevel.Warning, "Strangers tried too many passwords or codes of user {UserId}, who is told by mail if there is a way to")]
    internal static partial void GuessedAt(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} changed the password")]
    internal static partial void PasswordChanged(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} chose a new password by a link")]
    internal static partial void PasswordReset(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} signed up")]
    internal static partial void SignedUp(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} switched the second factor on")]
    internal static partial void SecondFactorOn(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} switched the second factor off")]
    internal static partial void SecondFactorOff(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} made new recovery codes")]
    internal static partial void RecoveryCodesMade(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} added a passkey")]
    internal static partial void PasskeyAdded(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} removed a passkey")]
    internal static partial void PasskeyRemoved(ILogger logger, string userId);

    [LoggerMessage(LogLevel.Information, "Passkey refused")]
    internal static partial void PasskeyRefused(ILogger logger, Exception? reason);
}
