using Microsoft.Extensions.Logging;

namespace IdentityEngine.Hosting;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "The {Endpoint} endpoint ended with an unhandled {ExceptionType}")]
    public static partial void Unhandled(ILogger logger, string endpoint, string exceptionType);
}
