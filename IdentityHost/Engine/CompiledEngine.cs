namespace IdentityHost.Engine;

/// <summary>What the host knows of the engine that it is built with. How it mends the differences is in <c>OnDuende</c>.</summary>
internal static class CompiledEngine
{
    /// <summary>What its log categories begin with: IdentityEngine or Duende.IdentityServer.</summary>
    public static readonly string LogCategory = typeof(IdentityServerOptions).Namespace!.Replace(".Configuration", "", StringComparison.Ordinal);

    private static readonly bool IsDuende = LogCategory.StartsWith("Duende.", StringComparison.Ordinal);

    /// <summary>Whether it is licensed by a key.</summary>
    public static readonly bool TakesLicenseKey = IsDuende;

    /// <summary>Whether hosts of earlier versions, built with it, stored and expect the code challenge itself instead of its hash.</summary>
    public static readonly bool StoredChallengesBefore = !IsDuende;

    /// <summary>Where it logs events.</summary>
    public static readonly string EventLogCategory =
        IsDuende ? $"{typeof(Event).Namespace}.DefaultEventService" : $"{typeof(IEventSink).Namespace}.DefaultEventSink";

    /// <summary>What it logs as long as no setting says otherwise. At Information Duende writes 44 lines for an introspection.</summary>
    public static readonly IReadOnlyList<(string Category, LogLevel Level)> LogLevels =
        IsDuende ? [(LogCategory, LogLevel.Warning), (EventLogCategory, LogLevel.Information)] : [];

    /// <summary>How grave a line of its is: a caller who is refused is an error to Duende; to whoever operates this, it is none.</summary>
    /// <param name="level">As it says.</param>
    /// <param name="exception">What comes with it.</param>
    public static LogLevel Level(LogLevel level, Exception? exception) =>
        IsDuende && level == LogLevel.Error && exception is null ? LogLevel.Warning : level;
}
