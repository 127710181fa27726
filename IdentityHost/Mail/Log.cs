namespace IdentityHost.Mail;

/// <summary>Neither addresses nor texts are logged: the texts hold links that are as good as passwords.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "A mail could not be sent ({Reason}) in {Attempts} attempts: see the settings IdentityHost:Email")]
    internal static partial void NotSent(ILogger logger, string reason, int attempts);

    [LoggerMessage(
        LogLevel.Error,
        "A mail was not sent: its address is not ASCII before the @, and the mail server has no SMTPUTF8 (RFC 6531): see IdentityHost:Email:SmtpUtf8")]
    internal static partial void NoSmtpUtf8(ILogger logger);

    [LoggerMessage(LogLevel.Error, "A mail was dropped: too many wait to be sent")]
    internal static partial void QueueIsFull(ILogger logger);

    [LoggerMessage(LogLevel.Information, "A mail was not sent: there were enough to that address")]
    internal static partial void Throttled(ILogger logger);
}
