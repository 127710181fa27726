using Microsoft.Extensions.Logging;

namespace IdentityEngine.EntityFramework;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Client {ClientId} is treated as disabled: its setting {Setting} demands what this engine does not offer")]
    internal static partial void ClientDemandsUnsupportedFeature(ILogger logger, string clientId, string setting);
}
