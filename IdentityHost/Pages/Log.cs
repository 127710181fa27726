namespace IdentityHost.Pages;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "User {SubjectId} tries too many codes of devices")]
    public static partial void TooManyUserCodes(this ILogger logger, string subjectId);
}
