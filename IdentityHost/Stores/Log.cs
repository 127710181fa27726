namespace IdentityHost.Stores;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "A token for client {ClientId} was not stored: its family was revoked while it was made.")]
    public static partial void FamilyWasRevoked(this ILogger logger, string clientId);

    [LoggerMessage(2, LogLevel.Information, "Client {ClientId} tried to revoke a token of another client.")]
    public static partial void ForeignTokenNotRevoked(this ILogger logger, string clientId);

    // A client that repeats its requests, or a thief: worth a look.
    [LoggerMessage(3, LogLevel.Warning, "An authorization code was used again: every token that it led to is revoked.")]
    public static partial void CodeUsedAgain(this ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "A refresh token was used again: every token of the same authorization is revoked.")]
    public static partial void RefreshTokenUsedAgain(this ILogger logger);
}
