using IdentityHost.Extensibility;

namespace IdentityHost.InactiveTokens;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Introspection ({Route}) by {Caller}: the token is not active: {Reason} (its client: {ClientId}, its id: {TokenId}).")]
    public static partial void TokenIsNotActive(
        this ILogger logger, IntrospectionRoute route, string caller, string reason, string clientId, string tokenId);
}
