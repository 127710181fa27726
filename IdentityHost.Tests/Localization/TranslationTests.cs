using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IdentityHost.Settings;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Tests.Localization;

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

    /// <summary>What is said outside of the pages: in mails, and where no page can be shown.</summary>
    [Theory]
    [InlineData("Users/Links/AccountMails")]
    [InlineData("Users/Notices/SecurityNotices")]
    [InlineData("Http/ErrorPage")]
    [InlineData("Localization/ScopeNames")]
    public void Every_text_of_a_class_is_there_in_German(string path)
    {
        var type = typeof(IdentityHostSettings).Assembly.GetType("IdentityHost." + path.Replace('/', '.'), throwOnError: true)!;
        var german = Read($"IdentityHost/Resources/{path}.de.resx");

        ConstantsOf(type).ShouldBeSubsetOf(german.Keys);
        foreach (var (english, translated) in german)
            Placeholder().Matches(translated).Select(m => m.Value).Order().ShouldBe(Placeholder().Matches(english).Select(m => m.Value).Order(), english);
    }

    private static IEnumerable<string> TextsOf(string view)
    {
        var source = File.ReadAllText(Path.Combine(Pages, view));
        foreach (Match match in Key().Matches(source))
            yield return match.Groups["key"].Value;

        var name = "IdentityHost.Pages." + Path.ChangeExtension(view, null).Replace(Path.DirectorySeparatorChar, '.') + "Model";
        if (typeof(IdentityHostSettings).Assembly.GetType(name) is { } model && model.IsSubclassOf(typeof(PageModel)))
        {
            foreach (var text in ConstantsOf(model))
                yield return text;
        }
    }

    private static IEnumerable<string> ConstantsOf(Type type)
    {
        foreach (var constant in type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral))
        {
            if (constant.GetRawConstantValue() is string text && text.Contains(' ', StringComparison.Ordinal) && char.IsUpper(text[0])
                && !text.StartsWith("SELECT", StringComparison.Ordinal))
                yield return text;
        }
    }

    private static Dictionary<string, string> GermanOf(string view) =>
        Read(Path.Combine("IdentityHost/Resources/Pages", Path.ChangeExtension(view, null) + ".de.resx"));

    private static Dictionary<string, string> Read(string path)
    {
        var file = RepositoryFolder.PathOf(path);
        return !File.Exists(file)
            ? []
            : XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
    }

    [GeneratedRegex(@"\bText(\.GetString\(|\[)""(?<key>[^""]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\d\}|</?\w+>", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
