using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IdentityHost.Hosting;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Tests.Pages.Localization;

/// <summary>
/// Each text of a page has its German one. The texts of a page are what stands in Text["…"] in it, and the constants of its model that
/// are sentences or names (begin with a capital letter and have a space in them).
/// </summary>
public sealed partial class TranslationTests
{
    private static readonly string Pages = RepositoryFolder.PathOf("IdentityHost/Pages");

    public static TheoryData<string> Views =>
        [.. Directory.EnumerateFiles(Pages, "*.cshtml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Pages, file)).Order()];

    [Theory]
    [MemberData(nameof(Views))]
    public void Every_text_of_a_page_is_there_in_German_and_none_too_many(string view)
    {
        var used = TextsOf(view).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var german = GermanOf(view);

        german.Keys.Order(StringComparer.Ordinal).ShouldBe(used);
        foreach (var (english, translated) in german)
            Placeholder().Matches(translated).Select(m => m.Value).Order().ShouldBe(Placeholder().Matches(english).Select(m => m.Value).Order(), english);
    }

    private static IEnumerable<string> TextsOf(string view)
    {
        var source = File.ReadAllText(Path.Combine(Pages, view));
        foreach (Match match in Key().Matches(source))
            yield return match.Groups["key"].Value;

        var name = "IdentityHost.Pages." + Path.ChangeExtension(view, null).Replace(Path.DirectorySeparatorChar, '.') + "Model";
        if (typeof(IdentityHostOptions).Assembly.GetType(name) is not { } model || !model.IsSubclassOf(typeof(PageModel)))
            yield break;
        foreach (var constant in model.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral))
        {
            if (constant.GetRawConstantValue() is string text && text.Contains(' ', StringComparison.Ordinal) && char.IsUpper(text[0]))
                yield return text;
        }
    }

    private static Dictionary<string, string> GermanOf(string view)
    {
        var file = RepositoryFolder.PathOf(Path.Combine("IdentityHost/Resources/Pages", Path.ChangeExtension(view, null) + ".de.resx"));
        return !File.Exists(file)
            ? []
            : XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
    }

    [GeneratedRegex(@"\bText(\.GetString\(|\[)""(?<key>[^""]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\d\}|</?\w+>", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
