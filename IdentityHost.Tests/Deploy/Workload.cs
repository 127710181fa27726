using k8s;
using k8s.Models;

namespace IdentityHost.Tests.Deploy;

/// <summary>A Deployment or Job of the base: what makes pods.</summary>
internal sealed record Workload(string Name, V1PodTemplateSpec Template)
{
    public static IReadOnlyList<Workload> All { get; } = [.. Objects<V1Deployment>().Select(d => new Workload(d.Metadata.Name, d.Spec.Template)), .. Jobs()];

    public static V1Deployment Host { get; } = Objects<V1Deployment>().Single();

    public V1PodSpec Pod => Template.Spec;

    public override string ToString() => Name;

    /// <summary>The objects of a kind, without patches.</summary>
    public static IEnumerable<T> Objects<T>() =>
        Manifest.All.Where(m => !CustomResourceFields.Knows(m.Type) && !IsPatch(m))
            .SelectMany(m => KubernetesYaml.LoadAllFromString(m.Text, strict: true)).OfType<T>();

    public static string? Variable(V1Container container, string name) => container.Env?.SingleOrDefault(e => e.Name == name)?.Value;

    private static IEnumerable<Workload> Jobs() => Objects<V1Job>().Select(j => new Workload(j.Metadata.Name, j.Spec.Template));

    private static bool IsPatch(Manifest manifest) =>
        Kustomization.All.Any(k => k.Patches.Any(p => $"{k.Folder}/{p}" == manifest.File));
}
