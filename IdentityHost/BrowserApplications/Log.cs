namespace IdentityHost.BrowserApplications;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "A web page of {Origin} asked at {Endpoint}; its browser does not let it read the answer, because no enabled client has that origin in allowedCorsOrigins")]
    public static partial void OriginNotRegistered(this ILogger logger, string origin, string endpoint);

    [LoggerMessage(2, LogLevel.Warning, "The origins of browser applications can't be read; those that were known last count: {Reason}")]
    public static partial void OriginsFromMemory(this ILogger logger, string reason);
}
