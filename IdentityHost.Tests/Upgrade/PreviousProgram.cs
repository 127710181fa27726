using System.Formats.Tar;
using System.Reflection;
using System.Security.Cryptography;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>
/// Host and migrations program of the previous commit, exported from git into a folder of their own and built there once for all tests that run
/// them; on the engine on which the tests run.
/// </summary>
public sealed class PreviousProgram : IAsyncLifetime
{
    private readonly string _folder =
        Path.Combine(Path.GetTempPath(), $"identityhost-previous-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");

    /// <summary>The commit, as git names it.</summary>
    public string Commit { get; private set; } = "";

    internal HostProgram Host => new(Path.Combine(_folder, "IdentityHost"), BuiltPath("IdentityHost"));

    /// <summary>The demonstration's seeds as they were.</summary>
    public string Seeds => Path.Combine(_folder, "migrations/demo");

    public async Task InitializeAsync()
    {
        Commit = await PreviousCommit.FindAsync();
        try
        {
            await ExportAsync();
            await BuildAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public Task DisposeAsync()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Its migrations program.</summary>
    internal Task<ScriptAnswer> MigrateAsync(string command, TestDatabase database) =>
        Tool.RunAsync(
            "dotnet",
            [BuiltPath("migrations"), command, "--seeds", Seeds, "--connection", database.ConnectionString]);

    private async Task ExportAsync()
    {
        Directory.CreateDirectory(_folder);
        var archive = Path.Combine(_folder, "source.tar");
        await Git.RunAsync("archive", "--format=tar", "-o", archive, Commit);
        await TarFile.ExtractToDirectoryAsync(archive, _folder, overwriteFiles: false);
    }

    private async Task BuildAsync()
    {
        // One restore and one build for both.
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "previous.slnf"),
            """{ "solution": { "path": "IdentityHost.slnx", "projects": ["IdentityHost/IdentityHost.csproj", "migrations/migrations.csproj"] } }""");
        var build = await BuildAsync(ReadBuildProperty("IdentityEngine"));
        // Before a commit that made it build on Duende: an engine may be changed on a live database.
        if (build.ExitCode != 0 && ReadBuildProperty("IdentityEngine") == "Duende")
            build = await BuildAsync("BuiltIn");
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"The previous host, {Commit}, does not build: {build.Output} {build.Errors}");
    }

    private Task<ScriptAnswer> BuildAsync(string engine) =>
        Tool.RunAsync(
            "dotnet",
            [
                "build", "previous.slnf", "-c", "Release", "-nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false",
                $"-p:IdentityEngine={engine}", $"-p:DuendeVersion={ReadBuildProperty("DuendeVersion")}",
                // Whoever builds the tests elsewhere says so by a variable of this name.
                $"-p:ArtifactsPath={Path.Combine(_folder, "artifacts")}",
                // It was judged when it was new.
                "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false",
            ],
            _folder);

    private string BuiltPath(string project) => Path.Combine(_folder, "artifacts/bin", project, "release", $"{project}.dll");

    private static string ReadBuildProperty(string name) =>
        typeof(PreviousProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(property => property.Key == name).Value!;
}

/// <summary>Tests that run the previous host: one after another, on one build of it.</summary>
[CollectionDefinition(Name)]
public sealed class UpgradeCollection : ICollectionFixture<PreviousProgram>
{
    public const string Name = "Upgrade";
}
