namespace IdentityHost.Stores;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "A token for client {ClientId} was not stored: its family was revoked while it was made.")]
    public static partial void FamilyWasRevoked(this ILogger logger, string clientId);

    [LoggerMessage(2, LogLevel.Information, "Client {ClientId} tried to revoke a token of another client.")]
    public static partial void ForeignTokenNotRevoked(this ILogger logger, string clientId);
}
