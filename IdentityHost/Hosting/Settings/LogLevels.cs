namespace IdentityHost.Hosting.Settings;

/// <summary>The levels of <c>Logging:LogLevel</c> and of <c>Logging:PROVIDER:LogLevel</c>, of which the framework says only that one is wrong.</summary>
internal static class LogLevels
{
    public static IEnumerable<string> Check(IConfiguration configuration)
    {
        var logging = configuration.GetSection("Logging");
        var levels = logging.GetChildren().Select(provider => provider.GetSection("LogLevel")).Prepend(logging.GetSection("LogLevel"));
        foreach (var level in levels.SelectMany(section => section.GetChildren()))
        {
            if (!string.IsNullOrEmpty(level.Value) && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
                yield return $"{level.Path} must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}; it is '{level.Value}'.";
        }
    }
}
