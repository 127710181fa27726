using System.Globalization;
using System.Text;

namespace IdentityHost.Bench.LoadBench.Report;

/// <summary>The one table, in Markdown.</summary>
internal static class Table
{
    public static string Write(IEnumerable<Row> rows, IEnumerable<string> notes)
    {
        var text = new StringBuilder();
        text.AppendLine("| what | requests/s | p50 ms | p99 ms | × ceiling | × oidc-provider | must show | met |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |");
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.What,
                row.Speed is { } speed ? Number(speed.PerSecond, "N0") : row.Value ?? "",
                Number(row.Speed?.P50Milliseconds, "F2"),
                Number(row.Speed?.P99Milliseconds, "F2"),
                row.ToCeiling is { } ceiling ? $"{Number(ceiling.Value, "F2")} {ceiling.Of}" : "",
                Number(row.ToPeer?.Value, "F1"),
                string.Join(", ", new[] { Target(row.ToCeiling), Target(row.ToPeer), row.Limit }.Where(target => target is not null)),
                row switch { { HasTarget: false } => "", { IsMet: true } => "yes", _ => "**no**" },
            ];
            text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
        }

        text.AppendLine();
        foreach (var note in notes)
            text.Append("- ").AppendLine(note);
        return text.ToString();
    }

    private static string? Target(Ratio? ratio) =>
        ratio?.AtLeast is { } least ? string.Create(CultureInfo.InvariantCulture, $"{least:0.##} × {ratio.Of}") : null;

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
