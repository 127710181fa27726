using Microsoft.Extensions.Logging;

namespace IdentityEngine.Endpoints;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Token of grant {GrantType} issued to client {ClientId} with scope {Scope}")]
    public static partial void TokenIssued(ILogger logger, string clientId, string grantType, string scope);

    [LoggerMessage(LogLevel.Information, "A caller of the introspection endpoint did not authenticate")]
    public static partial void IntrospectionCallerRefused(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Client {ClientId} revoked a token: found {Found}, error {Error}")]
    public static partial void Revocation(ILogger logger, string clientId, bool found, string? error);
}
