using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "A user answered a device of client {ClientId}: allowed {Allowed}")]
    public static partial void DeviceAnswered(ILogger logger, string clientId, bool allowed);

    [LoggerMessage(LogLevel.Information, "Client {ClientId} answered {Status} to a logout token")]
    public static partial void LogoutTokenSent(ILogger logger, string clientId, int status);

    [LoggerMessage(LogLevel.Warning, "Client {ClientId} could not be sent a logout token: {ExceptionType}")]
    public static partial void LogoutTokenNotSent(ILogger logger, string clientId, string exceptionType);

    [LoggerMessage(LogLevel.Warning, "Client {ClientId} could not be told of a sign-out in a frame: its address is no http or https URL")]
    public static partial void FrontChannelAddressUnusable(ILogger logger, string clientId);
}
