using Microsoft.Extensions.Options;

namespace IdentityHost.Settings.Reading;

/// <summary>The levels of <c>Logging:LogLevel</c> and of <c>Logging:PROVIDER:LogLevel</c>, of which the framework says only that one is wrong.</summary>
internal static class LogLevels
{
    /// <exception cref="OptionsValidationException">One is wrong. That has to be noticed before the first logger is made.</exception>
    public static void Require(IConfiguration configuration)
    {
        string[] failures = [.. Check(configuration)];
        if (failures.Length > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(LoggerFilterOptions), failures);
    }

    private static IEnumerable<string> Check(IConfiguration configuration)
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
