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

    internal HostProgram Host => new(Path.Combine(_folder, "IdentityHost"), Path.Combine(_folder, "IdentityHost/bin/Release/net10.0/IdentityHost.dll"));

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
            [Path.Combine(_folder, "migrations/bin/Release/net10.0/migrations.dll"), command, "--seeds", Seeds, "--connection", database.ConnectionString]);

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
        var engine = typeof(PreviousProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(property => property.Key is "IdentityEngine" or "DuendeVersion" && property.Value is { Length: > 0 })
            .Select(property => $"-p:{property.Key}={property.Value}");
        var build = await Tool.RunAsync(
            "dotnet",
            [
                "build", "previous.slnf", "-c", "Release", "-nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false",
                // It was judged when it was new.
                "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", .. engine,
            ],
            _folder);
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"The previous host, {Commit}, does not build: {build.Output} {build.Errors}");
    }
}

/// <summary>Tests that run the previous host: one after another, on one build of it.</summary>
[CollectionDefinition(Name)]
public sealed class UpgradeCollection : ICollectionFixture<PreviousProgram>
{
    public const string Name = "Upgrade";
}
