using System.Text.RegularExpressions;
using System.Xml.Linq;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Starting;

/// <summary>One version, wherever it is said.</summary>
public sealed partial class ProductVersionTests
{
    private static readonly string Version =
        XDocument.Load(RepositoryFolder.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public async Task The_host_says_its_version() => ShouldSay(await HostProcess.RunToEndAsync(["--version"], []));

    [Fact]
    public async Task The_migrations_program_says_its_version() => ShouldSay(await HostProcess.RunMigrationsAsync([], "--version"));

    [Fact]
    public void The_images_are_labelled_with_it()
    {
        var versions = ImageVersion().Matches(File.ReadAllText(RepositoryFolder.PathOf("deploy/Dockerfile"))).Select(match => match.Groups["version"].Value);

        versions.ShouldBe([Version, Version]);
    }

    [Fact]
    public void The_newest_entry_of_the_changes_is_its()
    {
        var newest = File.ReadLines(RepositoryFolder.PathOf("CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal));

        newest.ShouldMatch($"^## {Regex.Escape(Version)} \\([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\\)$");
    }

    private static void ShouldSay(HostProcess.End end)
    {
        end.ExitCode.ShouldBe(0, end.Error);
        end.Error.ShouldBeEmpty();
        // The commit follows a plus sign (Semantic Versioning 10).
        end.Output.TrimEnd().Split('+')[0].ShouldBe(Version);
    }

    [GeneratedRegex(@"^ARG VERSION=(?<version>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ImageVersion();
}
