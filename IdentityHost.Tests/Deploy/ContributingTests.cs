using System.Text.RegularExpressions;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Deploy;

/// <summary>CONTRIBUTING.md leads to files that are there.</summary>
public sealed partial class ContributingTests
{
    private static readonly string[] Below = ["", "IdentityHost", "IdentityEngine", "IdentityHost.Tests", "migrations"];

    [Fact]
    public void Each_file_that_it_names_with_its_folder_exists()
    {
        var named = NamedFile().Matches(File.ReadAllText(RepositoryFolder.PathOf("CONTRIBUTING.md"))).Select(match => match.Groups["path"].Value).ToList();

        named.Count.ShouldBeGreaterThan(20);
        named.Where(path => !Array.Exists(Below, folder => File.Exists(RepositoryFolder.PathOf(Path.Combine(folder, path))))).ShouldBeEmpty();
    }

    [GeneratedRegex("`(?<path>[A-Za-z.]+(/[A-Za-z0-9._]+)+\\.(cs|sql|md))`", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedFile();
}
