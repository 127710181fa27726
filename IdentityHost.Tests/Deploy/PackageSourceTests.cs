using System.IO.Compression;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Deploy;

/// <summary>That .ci/run tells a package that the source does not have from a source that could not be asked.</summary>
public sealed class PackageSourceTests : IDisposable
{
    private const int Has = 0;
    private const int HasNot = 1;
    private const int Unknown = 2;
    private const string Package = "IdentityHost.Tests.Example";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages");

    private string Source => Path.Combine(_folder.FullName, "source");

    [Fact]
    public async Task A_package_that_the_source_has_is_found()
    {
        Put(Package, "1.2.3");

        (await AskAsync("1.2.*")).ExitCode.ShouldBe(Has);
    }

    [Fact]
    public async Task A_package_that_it_has_in_other_versions_or_not_at_all_is_missing_without_a_fuss()
    {
        Directory.CreateDirectory(Source);

        (await AskAsync("1.2.*")).ShouldBe(new ScriptAnswer(HasNot, "", ""));
        Put(Package, "1.2.3");
        (await AskAsync("2.0.*")).ShouldBe(new ScriptAnswer(HasNot, "", ""));
    }

    [Fact]
    public async Task So_is_one_of_which_a_dependency_is_missing()
    {
        Put(Package, "1.2.3", dependency: "IdentityHost.Tests.Nowhere");

        (await AskAsync("1.2.3")).ShouldBe(new ScriptAnswer(HasNot, "", ""));
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_is_another_matter_and_says_why()
    {
        var answer = await AskAsync("1.2.3");

        answer.ExitCode.ShouldBe(Unknown);
        answer.Errors.ShouldContain(Source);
    }

    [Fact]
    public async Task So_is_a_package_that_cannot_be_read()
    {
        Directory.CreateDirectory(Source);
        await File.WriteAllTextAsync(Path.Combine(Source, $"{Package}.1.2.3.nupkg"), "no archive");

        (await AskAsync("1.2.3")).ExitCode.ShouldBe(Unknown);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ScriptAnswer> AskAsync(string version) =>
        Script.RunAsync(".ci/package-source-has", [Package, version, "--source", Source, "--packages", Path.Combine(_folder.FullName, "packages")]);

    private void Put(string name, string version, string? dependency = null)
    {
        Directory.CreateDirectory(Source);
        var dependencies = dependency is null ? "" : $"""<dependencies><group targetFramework="net10.0"><dependency id="{dependency}" version="1.0.0" /></group></dependencies>""";
        using var archive = ZipFile.Open(Path.Combine(Source, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        using var writer = new StreamWriter(archive.CreateEntry($"{name}.nuspec").Open());
        writer.Write(
            $"""
            <?xml version="1.0"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{name}</id><version>{version}</version><authors>-</authors><description>-</description>{dependencies}</metadata>
            </package>
            """);
    }
}
