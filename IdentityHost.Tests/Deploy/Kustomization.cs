using IdentityHost.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;

namespace IdentityHost.Tests.Deploy;

/// <summary>A kustomization.yaml, and what it names.</summary>
internal sealed class Kustomization
{
    public const string FileName = "kustomization.yaml";

    private readonly YamlMappingNode _root;

    public Kustomization(string file)
    {
        Folder = Path.GetDirectoryName(file)!;
        _root = (YamlMappingNode)Manifest.Parse(File.ReadAllText(RepositoryFolder.PathOf(file)));
    }

    public static IReadOnlyList<Kustomization> All { get; } = [.. Manifest.Files(FileName).Select(file => new Kustomization(file))];

    public string Folder { get; }

    public IEnumerable<string> Keys => _root.Children.Keys.Select(key => $"{key}");

    public IEnumerable<string> Resources => Items("resources").Select(item => $"{item}");

    public IEnumerable<string> Patches => Items("patches").Select(patch => $"{patch["path"]}");

    public IEnumerable<string> GeneratorFiles => Items("configMapGenerator").SelectMany(map => Items("files", map)).Select(item => $"{item}");

    public IEnumerable<YamlNode> Images => Items("images");

    /// <summary>The settings of its config maps, by the map's name.</summary>
    public IEnumerable<(string Map, string Name, string Value)> Literals =>
        from map in Items("configMapGenerator")
        from literal in Items("literals", map)
        let parts = $"{literal}".Split('=', 2)
        select ($"{map["name"]}", parts[0], parts[1]);

    private IEnumerable<YamlNode> Items(string key, YamlNode? of = null) =>
        ((YamlMappingNode)(of ?? _root)).Children.TryGetValue(key, out var list) ? (YamlSequenceNode)list : [];
}
