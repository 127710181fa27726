using Microsoft.Extensions.Logging;

namespace IdentityEngine.Services.KeyManagement;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Created signing key {KeyId} for {Algorithm}")]
    internal static partial void KeyCreated(ILogger logger, string keyId, string algorithm);
}
