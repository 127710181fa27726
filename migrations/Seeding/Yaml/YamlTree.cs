using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdentityHost.Migrations.Seeding.Yaml;

/// <summary>
/// Reads the part of YAML that a seed needs: one document of mappings, lists and scalars. Aliases, anchors and tags are refused: what a
/// reviewer reads is what is applied.
/// </summary>
internal static class YamlTree
{
    // A seed is five levels deep. The limit keeps the recursion below from being driven by the file.
    private const int DeepestLevel = 20;

    /// <exception cref="YamlException">Not YAML, or not the part of it that is read here.</exception>
    internal static YamlNode Parse(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
            return new YamlScalar(1, "", IsPlain: true);

        parser.Consume<DocumentStart>();
        var root = ReadNode(parser, level: 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            throw Refuse(second, "one file holds one document");

        parser.Consume<StreamEnd>();
        return root;
    }

    private static YamlNode ReadNode(Parser parser, int level)
    {
        if (level > DeepestLevel)
            throw Refuse(parser.Current!, $"nested deeper than {DeepestLevel} levels");

        if (parser.TryConsume<AnchorAlias>(out var alias))
            throw Refuse(alias, "aliases are not read here: write the value out");

        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
            throw Refuse(tagged, "tags are not read here");

        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
            throw Refuse(anchored, "anchors are not read here: write the value out");

        if (parser.TryConsume<Scalar>(out var scalar))
            return ToScalar(scalar);

        if (parser.TryConsume<SequenceStart>(out var sequence))
            return ReadSequence(parser, Line(sequence), level);

        return ReadMapping(parser, Line(parser.Consume<MappingStart>()), level);
    }

    private static YamlSequence ReadSequence(Parser parser, int line, int level)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(parser, level + 1));
        return new YamlSequence(line, items);
    }

    private static YamlMapping ReadMapping(Parser parser, int line, int level)
    {
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var position = parser.Current!;
            if (ReadNode(parser, level + 1) is not YamlScalar key)
                throw Refuse(position, "a key must be a word");
            entries.Add(new YamlEntry(key, ReadNode(parser, level + 1)));
        }

        return new YamlMapping(line, entries);
    }

    // The escape "\0" can write what PostgreSQL can't store.
    private static YamlScalar ToScalar(Scalar scalar) => scalar.Value.Contains('\0', StringComparison.Ordinal)
        ? throw Refuse(scalar, "a text must not contain NUL")
        : new YamlScalar(Line(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);

    private static int Line(ParsingEvent parsed) => (int)parsed.Start.Line;

    private static YamlException Refuse(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
