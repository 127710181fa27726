using System.Globalization;

namespace IdentityHost.Migrations.Seeding.Yaml;

/// <summary>Which line a path such as <c>clients[0].redirectUris[1]</c> stands on.</summary>
internal sealed class LineMap
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    internal LineMap(YamlNode root) => Add("", root, root.Line);

    /// <summary>The line of a path, or of the nearest thing around it when the path itself isn't in the file.</summary>
    internal int Find(string path)
    {
        while (true)
        {
            if (_lines.TryGetValue(path, out var line))
                return line;
            var end = path.AsSpan().LastIndexOfAny('.', '[');
            path = end < 0 ? "" : path[..end];
        }
    }

    internal static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    internal static string Join(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    private void Add(string path, YamlNode node, int line)
    {
        _lines.TryAdd(path, line);
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                    Add(Join(path, entry.Key.Text), entry.Value, entry.Key.Line);
                break;
            case YamlSequence sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                    Add(Join(path, i), sequence.Items[i], sequence.Items[i].Line);
                break;
        }
    }
}
