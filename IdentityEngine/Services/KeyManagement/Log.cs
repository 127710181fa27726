using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services.KeyManagement;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Made signing key {KeyId} for {Algorithm}")]
    internal static partial void KeyOffered(ILogger logger, string keyId, string algorithm);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted signing key {KeyId}, which nobody needs any more")]
    internal static partial void KeyDeleted(ILogger logger, string keyId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Signing keys could not be rotated; those that are there go on signing")]
    internal static partial void NotRotated(ILogger logger, Exception failure);
}
