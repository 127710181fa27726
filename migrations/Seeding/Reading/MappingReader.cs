using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IdentityHost.Migrations.Seeding.Problems;
using IdentityHost.Migrations.Seeding.Yaml;

namespace IdentityHost.Migrations.Seeding.Reading;

/// <summary>
/// Reads one mapping of a seed by its keys. It remembers which keys were asked for, so that any other is refused as unknown. A key that is
/// absent reads as null, and what has the wrong type is reported and reads as null too.
/// </summary>
internal sealed class MappingReader
{
    private const string English = "en";

    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);
    private readonly YamlMapping _mapping;
    private readonly SeedErrors _errors;

    internal MappingReader(YamlMapping mapping, string path, SeedErrors errors)
    {
        _mapping = mapping;
        _errors = errors;
        Path = path;
        foreach (var entry in mapping.Entries)
        {
            if (!_values.TryAdd(entry.Key.Text, entry.Value))
                errors.Add(LineMap.Join(path, entry.Key.Text), "this key is written twice", entry.Key.Line);
        }
    }

    internal string Path { get; }

    /// <summary>The empty text stands for "none", so that a change can clear what was set.</summary>
    internal string? Text(string key)
    {
        if (!TryGet(key, out var node))
            return null;
        if (node is YamlScalar scalar)
            return scalar.IsNull ? "" : scalar.Text;
        Report(key, "must be a text");
        return null;
    }

    internal bool? Flag(string key)
    {
        if (!TryGet(key, out var node))
            return null;
        switch (node)
        {
            case YamlScalar { IsPlain: true, Text: "true" }:
                return true;
            case YamlScalar { IsPlain: true, Text: "false" }:
                return false;
            default:
                Report(key, "must be true or false");
                return null;
        }
    }

    internal int? Number(string key)
    {
        if (!TryGet(key, out var node))
            return null;
        if (node is YamlScalar { IsPlain: true } scalar
            && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Report(key, "must be a whole number");
        return null;
    }

    /// <summary>A number that <c>''</c> takes away.</summary>
    internal int? NumberOrNone(string key) => IsEmptyText(key) ? Model.SeedItem.NoNumber : Number(key);

    /// <summary>A flag that <c>''</c> leaves to the server's own setting.</summary>
    internal Model.SeedChoice? FlagOrServers(string key)
    {
        if (IsEmptyText(key))
            return Model.SeedChoice.AsTheServer;
        return Flag(key) switch
        {
            true => Model.SeedChoice.Yes,
            false => Model.SeedChoice.No,
            null => null,
        };
    }

    internal Guid? Uuid(string key)
    {
        if (!TryGet(key, out var node))
            return null;
        if (node is YamlScalar scalar && Guid.TryParseExact(scalar.Text, "D", out var uuid))
            return uuid;
        Report(key, "must be a UUID such as 87f96b2f-bb5d-446a-8fce-b37a9508561b");
        return null;
    }

    internal DateTimeOffset? Instant(string key)
    {
        if (!TryGet(key, out var node))
            return null;
        if (node is YamlScalar scalar && IsUtc(scalar.Text, out var instant))
            return instant;
        Report(key, "must be a time in UTC such as 2027-01-31T00:00:00Z");
        return null;
    }

    /// <param name="choices">What may be written, and what it stands for.</param>
    internal T? Choice<T>(string key, IReadOnlyList<(string Word, T Value)> choices)
        where T : struct
    {
        if (!TryGet(key, out var node))
            return null;
        foreach (var (word, value) in choices)
        {
            if ((node as YamlScalar)?.Text == word)
                return value;
        }

        Report(key, $"must be {string.Join(" or ", choices.Select(choice => choice.Word))}");
        return null;
    }

    internal IReadOnlyList<string>? Texts(string key)
    {
        if (!TryGetList(key, out var sequence))
            return null;

        var texts = new List<string>(sequence.Items.Count);
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (sequence.Items[i] is not YamlScalar)
                _errors.Add(LineMap.Join(LineMap.Join(Path, key), i), "must be a text");
            texts.Add(sequence.Items[i] is YamlScalar { IsNull: false } text ? text.Text : "");
        }

        return texts;
    }

    internal IReadOnlyDictionary<string, string>? Pairs(string key)
    {
        if (!TryGet(key, out var node))
            return null;
        if (node is not YamlMapping mapping)
        {
            Report(key, "must be a mapping of names to texts");
            return null;
        }

        var reader = new MappingReader(mapping, LineMap.Join(Path, key), _errors);
        return reader._values.Keys.ToDictionary(name => name, name => reader.Text(name) ?? "", StringComparer.Ordinal);
    }

    /// <summary>A text, or one for each language. What is written replaces all that was there, in whatever language.</summary>
    /// <returns>The English text, which is for all other languages too, and the texts in other languages.</returns>
    internal (string? Text, IReadOnlyDictionary<string, string>? Others) TextOfLanguages(string key)
    {
        if (!TryGet(key, out var node))
            return (null, null);
        if (node is not YamlMapping)
            return (Text(key), new Dictionary<string, string>(StringComparer.Ordinal));
        var texts = Pairs(key)!;
        if (!texts.TryGetValue(English, out var english))
            Report(key, "needs en, which those see who want none of the other languages");
        return (english, texts.Where(text => text.Key != English).ToDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal));
    }

    internal T? Nested<T>(string key, Func<MappingReader, T> read)
        where T : class
    {
        if (!TryGet(key, out var node))
            return null;
        if (node is YamlMapping mapping)
            return ReadWhole(mapping, LineMap.Join(Path, key), read);
        Report(key, "must be a mapping");
        return null;
    }

    internal IReadOnlyList<T>? Items<T>(string key, Func<MappingReader, T> read)
        where T : class
    {
        if (!TryGetList(key, out var sequence))
            return null;

        var items = new List<T>(sequence.Items.Count);
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var path = LineMap.Join(LineMap.Join(Path, key), i);
            if (sequence.Items[i] is not YamlMapping)
                _errors.Add(path, "must be a mapping");

            // A wrong item keeps its place, so that the paths of those behind it stay right.
            items.Add(ReadWhole(sequence.Items[i] as YamlMapping ?? new YamlMapping(sequence.Items[i].Line, []), path, read));
        }

        return items;
    }

    internal void RefuseUnknownKeys()
    {
        foreach (var entry in _mapping.Entries.Where(entry => !_asked.Contains(entry.Key.Text)))
            _errors.Add(LineMap.Join(Path, entry.Key.Text), Unknown(entry.Key.Text), entry.Key.Line);
    }

    private string Unknown(string key)
    {
        var nearest = NearestKeys.Of(key, _asked);
        if (nearest.Count == 0)
            return "unknown key (migrations/README.md lists them)";
        return nearest.Count == _asked.Count
            ? $"unknown key (allowed: {string.Join(", ", _asked)})"
            : $"unknown key (is {string.Join(" or ", nearest)} meant?)";
    }

    private T ReadWhole<T>(YamlMapping mapping, string path, Func<MappingReader, T> read)
    {
        var reader = new MappingReader(mapping, path, _errors);
        var value = read(reader);
        reader.RefuseUnknownKeys();
        return value;
    }

    private bool TryGetList(string key, [NotNullWhen(true)] out YamlSequence? sequence)
    {
        sequence = null;
        if (!TryGet(key, out var node))
            return false;
        sequence = node as YamlSequence;
        if (sequence is null)
            Report(key, "must be a list");
        return sequence is not null;
    }

    private bool TryGet(string key, [NotNullWhen(true)] out YamlNode? node)
    {
        _asked.Add(key);
        return _values.TryGetValue(key, out node);
    }

    private bool IsEmptyText(string key) => TryGet(key, out var node) && node is YamlScalar { Text: "" } or YamlScalar { IsNull: true };

    private void Report(string key, string message) => _errors.Add(LineMap.Join(Path, key), message);

    private static bool IsUtc(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}
