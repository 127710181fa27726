using Microsoft.Extensions.Logging;

namespace IdentityEngine.Endpoints;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Token of grant {GrantType} issued to client {ClientId} with scope {Scope}")]
    public static partial void TokenIssued(ILogger logger, string clientId, string grantType, string scope);

    [LoggerMessage(LogLevel.Information, "Client {ClientId} may not introspect: it is public and proves nothing")]
    public static partial void IntrospectionCallerIsPublic(ILogger logger, string clientId);

    [LoggerMessage(LogLevel.Information, "Client {ClientId} revoked a token: found {Found}, error {Error}")]
    public static partial void Revocation(ILogger logger, string clientId, bool found, string error);
}
