using Microsoft.Extensions.Logging;

namespace IdentityEngine.Validation;

internal static partial class Log
{
    /// <summary>
    /// Instead of a client that doesn't exist: what was sent under its name may be anything, such as the secret of one who confused the two.
    /// </summary>
    public const string Unknown = "unknown";

    /// <summary>Instead of a description, for errors whose code says it all.</summary>
    public const string NoDescription = "no description";

    [LoggerMessage(LogLevel.Information, "{Caller} was refused: {Reason}")]
    public static partial void CallerRefused(ILogger logger, string caller, string reason);

    [LoggerMessage(LogLevel.Information, "Token request of client {ClientId} was refused: {Error}, {Reason}")]
    public static partial void TokenRequestRefused(ILogger logger, string clientId, string error, string reason);

    [LoggerMessage(LogLevel.Information, "Refresh token of client {ClientId} was refused: {Reason}")]
    public static partial void RefreshTokenRefused(ILogger logger, string clientId, string? reason);

    [LoggerMessage(LogLevel.Information, "Authorization request of client {ClientId} was refused: {Error}, {Reason}")]
    public static partial void AuthorizeRequestRefused(ILogger logger, string? clientId, string error, string reason);

    [LoggerMessage(LogLevel.Information, "Authorization code of client {ClientId} was refused: {Reason}")]
    public static partial void CodeRefused(ILogger logger, string clientId, string reason);

    [LoggerMessage(LogLevel.Information, "Device authorization request of client {ClientId} was refused: {Error}, {Reason}")]
    public static partial void DeviceRequestRefused(ILogger logger, string clientId, string error, string reason);

    [LoggerMessage(LogLevel.Information, "Device code of client {ClientId} was refused: {Reason}")]
    public static partial void DeviceCodeRefused(ILogger logger, string clientId, string reason);

    [LoggerMessage(LogLevel.Information, "Client {ClientId} may not have, or nobody knows, the scopes {Scopes}")]
    public static partial void ScopesRefused(ILogger logger, string clientId, string scopes);

    [LoggerMessage(LogLevel.Information, "The id_token_hint of a sign-out for client {ClientId} is not one of ours for it; the user is asked")]
    public static partial void EndSessionHintRefused(ILogger logger, string? clientId);

    [LoggerMessage(LogLevel.Information, "The post_logout_redirect_uri is not registered for client {ClientId}; the browser stays here")]
    public static partial void PostLogoutRedirectUriUnknown(ILogger logger, string clientId);
}
