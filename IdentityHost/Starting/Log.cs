namespace IdentityHost.Starting;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Schema, key ring and signing keys are in order.")]
    public static partial void Initialized(this ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "The host can't answer yet and goes on trying: {Reason}")]
    public static partial void NotInitialized(this ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Warning,
        "Data Protection keys are stored unencrypted (IdentityHost:DataProtection:AllowUnprotectedKeys): "
        + "who reads the database can read every token and key.")]
    public static partial void KeysAreUnprotected(this ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "The certificate of {Setting} expires at {End}, and no start succeeds with it from then on: renew it.")]
    public static partial void CertificateEnds(this ILogger logger, string setting, string end);

    [LoggerMessage(5, LogLevel.Information, "IdentityHost {Version} starts on {Engine} {EngineVersion}; issuer {Issuer}")]
    public static partial void Starts(this ILogger logger, string? version, string engine, string? engineVersion, string issuer);
}
