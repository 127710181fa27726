namespace IdentityHost.RequestState;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Access tokens are not remembered, since these services are not the host's own: {Services}")]
    public static partial void TokensAreNotRemembered(this ILogger logger, string services);

    [LoggerMessage(2, LogLevel.Information, "Answers of introspections are not remembered, since these services are not the host's own: {Services}")]
    public static partial void AnswersAreNotRemembered(this ILogger logger, string services);
}
