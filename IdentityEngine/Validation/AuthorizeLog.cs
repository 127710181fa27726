using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

internal static partial class AuthorizeLog
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "Authorization request of client {ClientId} refused: {Error}, {Description}")]
    internal static partial void RequestRefused(ILogger logger, string? clientId, string error, string? description);
}
