using System.Reflection;
using System.Text.RegularExpressions;
using IdentityHost.Migrations;
using IdentityHost.Settings;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Contract;

/// <summary>A folder uses only the folders below it (<see cref="Layers"/>): so none uses another in a circle.</summary>
public sealed partial class LayerTests
{
    private const string HostNamespace = "IdentityHost";
    private const string MigrationsNamespace = "IdentityHost.Migrations";

    /// <summary>What Razor makes of the views. They are part of the pages.</summary>
    private const string Views = "AspNetCoreGeneratedDocument";

    private static readonly Assembly Host = typeof(IdentityHostSettings).Assembly;
    private static readonly Assembly MigrationsProgram = typeof(MigrationsCommand).Assembly;

    [Fact]
    public void Each_type_of_the_host_uses_only_its_folder_and_those_below() =>
        UsesUp(Host, HostNamespace, Layers.OfHost, _ => true).ShouldBeEmpty();

    [Fact]
    public void Each_type_of_the_migrations_program_uses_only_its_folder_and_those_below() =>
        UsesUp(MigrationsProgram, MigrationsNamespace, Layers.OfMigrations, _ => true).ShouldBeEmpty();

    /// <summary>Constants are copied into whoever uses them, so that only the source tells where they come from.</summary>
    [Theory]
    [InlineData("IdentityHost", HostNamespace)]
    [InlineData("migrations", MigrationsNamespace)]
    public void Each_using_names_a_folder_below(string project, string root)
    {
        var layers = project == "IdentityHost" ? Layers.OfHost : Layers.OfMigrations;
        var files = Directory.EnumerateFiles(RepositoryFolder.PathOf(project), "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: file, Folder: Path.GetDirectoryName(Path.GetRelativePath(RepositoryFolder.PathOf(project), file))!))
            .Where(file => file.Folder.Split('/')[0] is not ("obj" or "bin"))
            .ToList();

        files.Count.ShouldBeGreaterThan(50);
        files.SelectMany(file => File.ReadLines(file.File)
                .Select(line => Using().Match(line))
                .Where(match => match.Success && FolderOf(match.Groups["namespace"].Value, root, layers) is { } used && IsUp(layers, file.Folder, used))
                .Select(match => $"{Path.GetRelativePath(RepositoryFolder.Root, file.File)}: {match.Value}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Each_folder_has_its_place()
    {
        Missing(Host, HostNamespace, Layers.OfHost).ShouldBeEmpty();
        Missing(MigrationsProgram, MigrationsNamespace, Layers.OfMigrations).ShouldBeEmpty();
        Layers.OfHost.ShouldBeUnique();
        Layers.OfMigrations.ShouldBeUnique();
    }

    /// <summary>CONTRIBUTING draws the same order.</summary>
    [Fact]
    public void The_drawing_has_the_folders_in_this_order()
    {
        var drawn = Drawing().Match(File.ReadAllText(RepositoryFolder.PathOf("CONTRIBUTING.md"))).Groups["drawing"].Value;

        Name().Matches(drawn).Select(match => match.Value).Reverse().ShouldBe(Layers.OfHost.Where(folder => folder.Length > 0));
    }

    internal static List<string> UsesUp(Assembly assembly, string root, IReadOnlyList<string> layers, Func<Type, bool> counts, bool whole = true) =>
    [
        .. from use in TypeUses.Of(assembly)
           where counts(use.Used)
           let user = FolderOf(use.User, root, whole)
           let used = FolderOf(use.Used, root, whole)
           where user is not null && used is not null && IsUp(layers, user, used)
           group use by (use.User, use.Used) into uses
           orderby uses.Key.User.FullName, uses.Key.Used.FullName
           select $"{FolderOf(uses.Key.User, root, whole)} → {FolderOf(uses.Key.Used, root, whole)}: {uses.Key.User.Name} uses {uses.Key.Used.Name} in {uses.First().Member}",
    ];

    internal static IEnumerable<string> Missing(Assembly assembly, string root, IReadOnlyList<string> layers, bool whole = true) =>
        assembly.GetTypes().Select(type => FolderOf(type, root, whole)).OfType<string>().Distinct().Where(folder => !layers.Contains(folder));

    private static bool IsUp(IReadOnlyList<string> layers, string user, string used) => Place(layers, user) < Place(layers, used);

    private static int Place(IReadOnlyList<string> layers, string folder)
    {
        for (var place = 0; place < layers.Count; place++)
        {
            if (layers[place] == folder)
                return place;
        }

        throw new InvalidOperationException($"The folder {folder} has no place in {nameof(Layers)}.");
    }

    /// <returns>Null for a type that stands in no folder, such as what the compiler adds.</returns>
    private static string? FolderOf(Type type, string root, bool whole)
    {
        if (type.Namespace == Views)
            return "Pages";
        if (type.Namespace == root)
            return "";
        if (type.Namespace?.StartsWith($"{root}.", StringComparison.Ordinal) is not true)
            return null;
        var folder = type.Namespace[(root.Length + 1)..].Replace('.', '/');
        return whole ? folder : folder.Split('/')[0];
    }

    private static string? FolderOf(string name, string root, IReadOnlyList<string> layers)
    {
        if (name == root)
            return "";
        if (!name.StartsWith($"{root}.", StringComparison.Ordinal))
            return null;
        var folder = name[(root.Length + 1)..].Replace('.', '/');
        return layers.Contains(folder) ? folder : null;
    }

    [GeneratedRegex(@"^using (static )?(?<namespace>[\w.]+);", RegexOptions.ExplicitCapture)]
    private static partial Regex Using();

    [GeneratedRegex(@"```text\r?\n(?<drawing>[^`]*\bComposition\b[^`]*)```", RegexOptions.ExplicitCapture)]
    private static partial Regex Drawing();

    [GeneratedRegex(@"[A-Z]\w+(/[A-Z]\w+)?")]
    private static partial Regex Name();
}
