using System.Xml.Linq;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Contract;

/// <summary>docs/duende-contract.md, which the host is written against.</summary>
public sealed class ContractDocumentTests
{
    private static readonly string Contract = File.ReadAllText(RepositoryFolder.PathOf("docs/duende-contract.md"));

    /// <summary>Where the project's own copy lies beside the repository.</summary>
    [Fact]
    public void It_is_the_one_that_was_agreed_on()
    {
        if (AgreedContract() is { } agreed)
            Contract.ShouldBe(File.ReadAllText(agreed));
    }

    [Fact]
    public void Each_namespace_that_both_engines_give_their_users_is_in_it()
    {
        const string root = "$(EngineNamespace)";
        var usings = XDocument.Load(RepositoryFolder.PathOf("IdentityEngine.props")).Descendants("Using").Select(item => item.Attribute("Include")!.Value).ToArray();

        usings.Length.ShouldBeGreaterThan(10);
        foreach (var given in usings)
        {
            given.ShouldStartWith(root);
            var name = "~" + given[root.Length..];
            var (space, type) = (name[..Math.Max(name.LastIndexOf('.'), 1)], name[(name.LastIndexOf('.') + 1)..]);
            (Contract.Contains($"## {name} :: ", StringComparison.Ordinal) || Contract.Contains($"## {space} :: class {type}\n", StringComparison.Ordinal)
                || Contract.Contains($"## {space} :: static class {type}\n", StringComparison.Ordinal)).ShouldBeTrue(given);
        }
    }

    /// <summary>The worktree of a branch lies deeper than the repository itself.</summary>
    private static string? AgreedContract()
    {
        for (var folder = Directory.GetParent(RepositoryFolder.Root); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "duende-contract.md");
            if (File.Exists(path))
                return path;
        }

        return null;
    }
}
