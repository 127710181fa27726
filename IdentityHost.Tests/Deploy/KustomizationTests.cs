using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Deploy;

/// <summary>The kustomizations name what there is, and all of it.</summary>
public sealed class KustomizationTests
{
    private static readonly string[] Keys =
        ["apiVersion", "kind", "namespace", "resources", "patches", "labels", "images", "configMapGenerator"];

    [Fact]
    public void Everything_that_they_name_exists()
    {
        Kustomization.All.Count.ShouldBe(2);
        foreach (var kustomization in Kustomization.All)
        {
            kustomization.Keys.ShouldBeSubsetOf(Keys);
            foreach (var path in Named(kustomization).Where(path => !File.Exists(path)))
                File.Exists(Path.Combine(path, Kustomization.FileName)).ShouldBeTrue(path);
        }
    }

    [Fact]
    public void Every_file_is_named_by_one()
    {
        var named = Kustomization.All.SelectMany(Named).Concat(Kustomization.All.Select(k => Absolute(k, Kustomization.FileName)));
        Manifest.Files("*").Select(RepositoryFolder.PathOf).Except(named).ShouldBeEmpty();
    }

    [Fact]
    public void Each_image_is_set_by_the_overlay_and_all_have_one_tag()
    {
        var used = Workload.All.SelectMany(w => w.Pod.Containers).Select(c => c.Image).OfType<string>().Distinct().Order().ToArray();
        var overlay = Kustomization.All.Single(k => k.Images.Any());

        used.ShouldNotBeEmpty();
        overlay.Images.Select(i => $"{i["name"]}").Order().ShouldBe(used);
        overlay.Images.Select(i => $"{i["newTag"]}").Distinct().Count().ShouldBe(1);
        overlay.Images.ShouldAllBe(i => $"{i["newName"]}".EndsWith($"/{i["name"]}", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Named(Kustomization kustomization) =>
        kustomization.Resources.Concat(kustomization.Patches).Concat(kustomization.GeneratorFiles).Select(path => Absolute(kustomization, path));

    private static string Absolute(Kustomization kustomization, string path) =>
        Path.GetFullPath(Path.Combine(RepositoryFolder.PathOf(kustomization.Folder), path));
}
