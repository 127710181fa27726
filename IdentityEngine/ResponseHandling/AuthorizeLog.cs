using Microsoft.Extensions.Logging;

namespace IdentityEngine.ResponseHandling;

internal static partial class AuthorizeLog
{
    [LoggerMessage(LogLevel.Debug, "Authorization request of client {ClientId} waits for a sign-in: {Reason}")]
    internal static partial void SignInNeeded(ILogger logger, string clientId, string reason);
}
