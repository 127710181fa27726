using System.Reflection;
using IdentityHost.Settings;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Deploy;

/// <summary>What the README lists is what there is.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(RepositoryFolder.PathOf("README.md"));

    public static TheoryData<string> Settings => [.. LeavesOf(typeof(IdentityHostSettings)).Distinct(StringComparer.Ordinal)];

    /// <summary>The paths of the pages: their files, without the shared parts.</summary>
    public static TheoryData<string> Pages
    {
        get
        {
            var folder = RepositoryFolder.PathOf("IdentityHost/Pages");
            return
            [
                .. Directory.EnumerateFiles(folder, "*.cshtml", SearchOption.AllDirectories)
                    .Where(file => !Path.GetFileName(file).StartsWith('_'))
                    .Select(file => "/" + Path.ChangeExtension(Path.GetRelativePath(folder, file), null).Replace("/Index", ""))
                    // The one at the root.
                    .Select(path => path == "/Index" ? "/" : path),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_page_is_in_the_table_of_pages(string path)
    {
        Readme.Split('\n').ShouldContain(line => line.StartsWith('|') && line.Contains($"| `{path}`", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_is_in_the_table(string name)
    {
        Readme.Split('\n').ShouldContain(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains($":{name}", StringComparison.Ordinal));
    }

    /// <summary>The names of the settings themselves, without those of the sections that hold them.</summary>
    private static IEnumerable<string> LeavesOf(Type section)
    {
        foreach (var property in section.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = property.PropertyType;
            var element = type.IsGenericType ? type.GetGenericArguments()[0] : type;
            if (element.Assembly == typeof(IdentityHostSettings).Assembly)
            {
                if (type.IsGenericType)
                    yield return property.Name;
                foreach (var leaf in LeavesOf(element))
                    yield return leaf;
            }
            else
            {
                yield return property.Name;
            }
        }
    }
}
