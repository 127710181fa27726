namespace IdentityHost.SigningKeys;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "Signing keys could not be looked after; it is tried again")]
    public static partial void RoundFailed(this ILogger logger, Exception failure);
}
