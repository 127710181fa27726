using Microsoft.Extensions.Logging;

namespace IdentityEngine.ResponseHandling;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "API resource {ApiName} asked about a token that has none of its scopes")]
    public static partial void TokenForAnotherApi(ILogger logger, string apiName);

    [LoggerMessage(LogLevel.Information, "Client {ClientId} tried to revoke a token of another client")]
    public static partial void RevocationOfForeignToken(ILogger logger, string clientId);

    [LoggerMessage(LogLevel.Debug, "Authorization request of client {ClientId} waits for a sign-in: {Reason}")]
    public static partial void SignInNeeded(ILogger logger, string clientId, string reason);

    [LoggerMessage(LogLevel.Warning, "The custom discovery entry {Name} is left out: the document has a member of that name")]
    public static partial void CustomEntryIsTaken(ILogger logger, string name);
}
