using System.Text.RegularExpressions;
using System.Xml.Linq;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Contract;

/// <summary>docs/duende-contract.md, which the host is written against.</summary>
public sealed partial class ContractDocumentTests
{
    private static readonly string Contract = File.ReadAllText(RepositoryFolder.PathOf("docs/duende-contract.md"));

    /// <summary>Where the project's own lists of Duende's API lie beside the repository: nothing is in it that is not in one of these, with the same shape.</summary>
    [Fact]
    public void It_has_nothing_that_was_not_read_off_Duende()
    {
        if (AgreedFolder() is not { } agreed)
            return;
        var known = new[] { "duende-contract.md", "duende-api.md" }.SelectMany(file => Members(File.ReadLines(Path.Combine(agreed, file)))).ToHashSet(StringComparer.Ordinal);

        Members(Contract.Split('\n')).Except(known).ShouldBeEmpty();
    }

    [Fact]
    public void Each_namespace_that_both_engines_give_their_users_is_in_it()
    {
        const string root = "$(EngineNamespace)";
        var usings = XDocument.Load(RepositoryFolder.PathOf("IdentityEngine.props")).Descendants("Using").Select(item => item.Attribute("Include")!.Value).ToArray();

        usings.Length.ShouldBeGreaterThan(10);
        foreach (var given in usings)
        {
            if (given.StartsWith("System.", StringComparison.Ordinal))
                continue;
            given.ShouldStartWith(root);
            var name = "~" + given[root.Length..];
            var (space, type) = (name[..Math.Max(name.LastIndexOf('.'), 1)], name[(name.LastIndexOf('.') + 1)..]);
            (Contract.Contains($"## {name} :: ", StringComparison.Ordinal) || Contract.Contains($"## {space} :: class {type}\n", StringComparison.Ordinal)
                || Contract.Contains($"## {space} :: static class {type}\n", StringComparison.Ordinal)).ShouldBeTrue(given);
        }
    }

    /// <summary>The worktree of a branch lies deeper than the repository itself.</summary>
    private static string? AgreedFolder()
    {
        for (var folder = Directory.GetParent(RepositoryFolder.Root); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(path, "duende-contract.md")))
                return path;
        }

        return null;
    }

    /// <summary>Each member behind its type, without annotations, and without what one list shows and another does not.</summary>
    private static IEnumerable<string> Members(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                yield break;
            if (TypeLine().Match(line) is { Success: true } match)
                type = match.Groups["name"].Value;
            else if (type.Length > 0 && line.StartsWith("  ", StringComparison.Ordinal))
                yield return $"{type}: {NotCompared().Replace(line.Trim(), "")}";
        }
    }

    [GeneratedRegex(@"^## (?<name>\S+ :: [\w ]*?\w+)(<|$| : | \()", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\?|\bstatic |\bvirtual | = \d+(?=,|$)")]
    private static partial Regex NotCompared();
}
