using IdentityHost.Extensibility;

namespace IdentityHost.Introspection;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Introspection ({Route}) was refused: {Reason}. Client {ClientId}, correlation id {CorrelationId}.")]
    public static partial void IntrospectionRefused(
        this ILogger logger, IntrospectionRoute route, string reason, string? clientId, string correlationId);
}
