namespace IdentityHost.Migrations.Seeding.Yaml;

/// <summary>A piece of a seed file, with the line it begins on, counted from 1.</summary>
internal abstract record YamlNode(int Line);

/// <param name="IsPlain">Written without quotes, so that it may mean more than its text: <c>true</c>, <c>null</c>.</param>
internal sealed record YamlScalar(int Line, string Text, bool IsPlain) : YamlNode(Line)
{
    internal bool IsNull => IsPlain && Text is "" or "~" or "null";
}

internal sealed record YamlSequence(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

/// <param name="Entries">In the order of the file, a repeated key as often as it is written.</param>
internal sealed record YamlMapping(int Line, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line);

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
