namespace IdentityHost.Stores;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "A token for client {ClientId} was not stored: its family was revoked while it was made.")]
    public static partial void FamilyWasRevoked(this ILogger logger, string clientId);
}
