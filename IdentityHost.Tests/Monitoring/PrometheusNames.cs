using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace IdentityHost.Tests.Monitoring;

/// <summary>
/// The names under which an OpenTelemetry collector's Prometheus exporter writes an instrument
/// (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/, "OTLP Metric points to Prometheus").
/// </summary>
internal static partial class PrometheusNames
{
    private static readonly Dictionary<string, string> Units = new() { ["s"] = "seconds", ["By"] = "bytes", ["ms"] = "milliseconds", ["%"] = "percent" };

    public static IEnumerable<string> Of(Instrument instrument)
    {
        var name = Of(instrument.Name, instrument.Unit, KindOf(instrument));
        return KindOf(instrument) == "Histogram" ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : [name];
    }

    /// <param name="kind">Counter, UpDownCounter, Histogram or Gauge.</param>
    public static string Of(string name, string? unit, string kind)
    {
        var words = Words().Matches(name).Select(m => m.Value).ToList();
        // A unit in braces is a note only; 1 is a ratio, if the instrument is a gauge.
        if (!string.IsNullOrEmpty(unit) && !unit.Contains('{', StringComparison.Ordinal) && unit != "1")
        {
            var word = Units.GetValueOrDefault(unit, unit);
            if (!words.Contains(word))
                words.Add(word);
        }

        if (kind == "Counter")
            words = [.. words.Where(w => w != "total"), "total"];
        if (kind == "Gauge" && unit == "1")
            words = [.. words.Where(w => w != "ratio"), "ratio"];
        return string.Join('_', words);
    }

    public static string Label(string tag) => string.Join('_', Words().Matches(tag).Select(m => m.Value));

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0].Replace("Observable", "");

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
