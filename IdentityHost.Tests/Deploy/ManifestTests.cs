using k8s;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IdentityHost.Tests.Deploy;

/// <summary>Every object of deploy/kubernetes is one that the API server, or the operator that it is for, would take.</summary>
public sealed class ManifestTests
{
    // Where Kubernetes wants text, and YAML could read a number or a flag.
    private static readonly string[] TextMaps = ["labels", "annotations", "matchLabels", "data", "parameters"];

    public static TheoryData<string> Names => [.. Manifest.All.Select(m => m.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_field_is_known_and_has_a_value_of_its_type(string name)
    {
        var manifest = Find(name);
        if (CustomResourceFields.Knows(manifest.Type))
            CustomResourceFields.Check(manifest).ShouldBeEmpty();
        else
            KubernetesYaml.LoadAllFromString(manifest.Text, strict: true).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_must_be_text_is_text(string name)
    {
        Untexts(Find(name).Root, "").ShouldBeEmpty();
    }

    [Fact]
    public void No_name_is_given_twice()
    {
        Manifest.All.Where(m => !m.File.EndsWith("/seeds.yaml", StringComparison.Ordinal))
            .GroupBy(m => $"{m.Type} {m.Name}").Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    private static Manifest Find(string name) => Manifest.All.Single(m => m.ToString() == name);

    private static IEnumerable<string> Untexts(YamlNode node, string path) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(c => IsText(path, $"{c.Key}") && ReadsAsOther(c.Value)
            ? [$"{path}.{c.Key}: {c.Value}"]
            : Untexts(c.Value, $"{path}.{c.Key}")),
        YamlSequenceNode list => list.SelectMany(item => Untexts(item, $"{path}[]")),
        _ => [],
    };

    private static bool IsText(string path, string key) =>
        TextMaps.Contains(path[(path.LastIndexOf('.') + 1)..], StringComparer.Ordinal) || path.EndsWith(".env[]", StringComparison.Ordinal) && key == "value";

    private static bool ReadsAsOther(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: var value }
        && (value is "true" or "false" or "yes" or "no" or "on" or "off" or "null" or "~" or "" || double.TryParse(value, out _));
}
