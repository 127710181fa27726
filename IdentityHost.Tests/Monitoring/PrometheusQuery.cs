using System.Text.RegularExpressions;

namespace IdentityHost.Tests.Monitoring;

/// <summary>What an expression in PromQL names: metrics, and the labels that it looks at. (Whether it is one at all is promtool's to say.)</summary>
internal sealed partial class PrometheusQuery
{
    private static readonly string[] Words = ["and", "or", "unless", "bool", "offset", "inf", "nan"];

    private PrometheusQuery(IReadOnlyCollection<string> metrics, IReadOnlyCollection<(string Metric, string Label)> selected, IReadOnlyCollection<string> grouped) =>
        (Metrics, Selected, Grouped) = (metrics, selected, grouped);

    public IReadOnlyCollection<string> Metrics { get; }

    /// <summary>Labels in the braces behind a metric.</summary>
    public IReadOnlyCollection<(string Metric, string Label)> Selected { get; }

    /// <summary>Labels in by, without, on, ignoring, group_left and group_right.</summary>
    public IReadOnlyCollection<string> Grouped { get; }

    public static PrometheusQuery Parse(string expression)
    {
        var text = Strings().Replace(expression, "\"\"");
        var selected = Selectors().Matches(text)
            .SelectMany(s => Identifiers().Matches(s.Groups["labels"].Value).Select(l => (s.Groups["metric"].Value, l.Value))).ToList();
        var grouped = Groupings().Matches(text).SelectMany(g => Identifiers().Matches(g.Groups["labels"].Value).Select(l => l.Value)).ToList();

        text = Braces().Replace(Groupings().Replace(text, " "), " ");
        var metrics = Metric().Matches(text).Select(m => m.Value).Where(m => !Words.Contains(m, StringComparer.OrdinalIgnoreCase)).Distinct().ToList();
        return new PrometheusQuery(metrics, selected, grouped);
    }

    [GeneratedRegex("\"([^\"\\\\]|\\\\.)*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Strings();

    [GeneratedRegex(@"(?<metric>[a-zA-Z_:][a-zA-Z0-9_:]*)\s*\{(?<labels>[^}]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selectors();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Groupings();

    // And ranges, of which the unit would look like a name.
    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();

    [GeneratedRegex("[a-zA-Z_][a-zA-Z0-9_]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Identifiers();

    // A name that no argument list follows is no function.
    [GeneratedRegex(@"(?<![a-zA-Z0-9_:$.])[a-zA-Z_:][a-zA-Z0-9_:]*(?![a-zA-Z0-9_:]|\s*\()", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();
}
