using Microsoft.Extensions.Logging;

namespace IdentityEngine.Hosting;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "The {Endpoint} endpoint ended with an unhandled {ExceptionType}")]
    public static partial void Unhandled(ILogger logger, string endpoint, string exceptionType);

    [LoggerMessage(LogLevel.Information, "The {Endpoint} endpoint refused a body that is no form")]
    public static partial void FormUnreadable(ILogger logger, string endpoint);

    [LoggerMessage(LogLevel.Warning, "Sessions whose time is over could not all be removed; the next round tries again")]
    public static partial void SessionRemovalFailed(ILogger logger, Exception exception);
}
