using IdentityHost.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;

namespace IdentityHost.Tests.Deploy;

/// <summary>One object of deploy/kubernetes, as it is written: text for strict parsing, nodes for looking around.</summary>
internal sealed record Manifest(string File, string Text, YamlMappingNode Root)
{
    private const string Folder = "deploy/kubernetes";

    public static IReadOnlyList<Manifest> All { get; } = [.. Files("*.yaml").Where(IsManifest).SelectMany(Read)];

    public string Type => $"{Root["apiVersion"]}/{Root["kind"]}";

    public string Name => $"{Root["metadata"]["name"]}";

    /// <summary>For a test's name.</summary>
    public override string ToString() => $"{File}: {Root["kind"]} {Name}";

    /// <summary>Paths below the repository's root.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(RepositoryFolder.PathOf(Folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static YamlNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Single().RootNode;
    }

    // Seeds are the migrations program's, and a patch may be a list of operations.
    private static bool IsManifest(string file) =>
        !file.Contains("/seeds/", StringComparison.Ordinal) && Path.GetFileName(file) != Kustomization.FileName
        && System.IO.File.ReadAllText(RepositoryFolder.PathOf(file)).Contains("apiVersion:", StringComparison.Ordinal);

    private static IEnumerable<Manifest> Read(string file) =>
        System.IO.File.ReadAllText(RepositoryFolder.PathOf(file))
            .Split("\n---\n")
            .Select(text => new Manifest(file, text, (YamlMappingNode)Parse(text)));
}
