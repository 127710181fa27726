using IdentityEngine.Events;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "A user answered a device of client {ClientId}: allowed {Allowed}")]
    public static partial void DeviceAnswered(ILogger logger, string clientId, bool allowed);

    [LoggerMessage(LogLevel.Information, "Event {Category}/{Name} ({Id}, {Type}): {Message}, activity {ActivityId}")]
    public static partial void EventRaised(
        ILogger logger, string category, string name, int id, EventTypes type, string? message, string? activityId);
}
