using System.Security.Cryptography;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Migrations;

/// <summary>A seeds folder of a test's own. Its path is relative, as an administrator gives it, and so are the paths in messages.</summary>
public sealed class TestSeeds : IDisposable
{
    private readonly DirectoryInfo _folder;

    private TestSeeds()
    {
        _folder = Directory.CreateTempSubdirectory("seeds-");
        Path = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, _folder.FullName);
    }

    public string Path { get; }

    public static TestSeeds Empty() => new();

    /// <summary>With the demonstration set, which every database of the tests has, as numbers 0001 and 0002.</summary>
    public static TestSeeds WithDemo()
    {
        var seeds = new TestSeeds();
        var demo = RepositoryFolder.PathOf("migrations/demo");
        Directory.CreateDirectory(System.IO.Path.Combine(seeds.Path, "secrets"));
        foreach (var file in Directory.GetFiles(demo, "*", SearchOption.AllDirectories))
            File.Copy(file, System.IO.Path.Combine(seeds.Path, System.IO.Path.GetRelativePath(demo, file)));
        return seeds;
    }

    /// <summary>With the demonstration set and a file after it.</summary>
    public static TestSeeds WithDemoAnd(string yaml) => WithDemo().Write("0003_test.yaml", yaml);

    public TestSeeds Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A secret that no seed refuses as weak.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetHexString(32);

    /// <summary>An environment variable that no other test uses.</summary>
    public static string SetVariable(string value)
    {
        var name = $"SEED_{RandomNumberGenerator.GetHexString(12)}";
        Environment.SetEnvironmentVariable(name, value);
        return name;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
