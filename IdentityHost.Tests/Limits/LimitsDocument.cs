using System.Globalization;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Limits;

/// <summary>The tables of docs/limits.md.</summary>
internal static class LimitsDocument
{
    /// <summary>The rows of a section's tables: what, its limit (null: none), and the rest.</summary>
    internal static IReadOnlyList<(string What, int? Limit, string More)> RowsOf(string section)
    {
        var text = File.ReadAllText(RepositoryFolder.PathOf("docs/limits.md"));
        var start = text.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        start.ShouldBePositive(section);
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. text[start..(end < 0 ? text.Length : end)].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split('|', 3, StringSplitOptions.TrimEntries))
            .Where(cells => cells[1] is not ("at most" or "bytes"))
            .Select(cells => (cells[0], cells[1] == "none" ? (int?)null : int.Parse(cells[1], CultureInfo.InvariantCulture), cells.ElementAtOrDefault(2) ?? ""))];
    }
}
