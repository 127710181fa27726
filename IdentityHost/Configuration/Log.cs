namespace IdentityHost.Configuration;

internal static partial class Log
{
    [LoggerMessage(3, LogLevel.Warning, "The resources can't be read; discovery is answered with what was known last: {Reason}")]
    public static partial void ResourcesFromMemory(this ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Warning, "The signing keys can't be read; those that were read last are used: {Reason}")]
    public static partial void SigningKeysFromMemory(this ILogger logger, string reason);
}
