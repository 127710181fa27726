namespace IdentityHost.Http;

internal static partial class Log
{
    [LoggerMessage(5, LogLevel.Information, "A request to {Path} was refused: {Problem}")]
    public static partial void RequestRefused(this ILogger logger, string problem, PathString path);
}
