using System.Globalization;
using System.Text;

namespace Shared;

/// <summary>
/// User names as RFC 8265 3.3 has them (UsernameCaseMapped): which there can be, and when two are one. Seeds and host agree by it.
/// </summary>
internal static class UserNames
{
    /// <summary>Longest name, in characters: the column's width.</summary>
    internal const int MaximumLength = 256;

    private const char FirstPrintable = '!';
    private const char LastAscii = '~';

    /// <summary>What stands for a name where it is looked for. For ASCII it is what ASP.NET Core Identity made of it: upper case.</summary>
    internal static string Normalize(string name) => MapWidth(name).Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>As <see cref="Normalize"/>, of a mail address. A domain in the form of DNS (xn--…, RFC 5891) is the same as in letters.</summary>
    internal static string NormalizeEmail(string address) => Normalize(WithDomainInLetters(address));

    /// <summary>An address as people read it, also where a browser sent its domain in the form of DNS.</summary>
    internal static string WithDomainInLetters(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0 ? address : string.Concat(address.AsSpan(0, at + 1), InLetters(address[(at + 1)..]));
    }

    /// <summary>Under what an address may be stored: rows that were written before <see cref="NormalizeEmail"/> have it as it was typed.</summary>
    internal static string[] FormsOfEmail(string address) =>
        [.. new[] { NormalizeEmail(address), Normalize(address) }.Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Whether there can be such a name (RFC 8264 4.2, IdentifierClass): printable ASCII without the space, and letters, marks and digits of any
    /// script. No character that is another one's variant, which looks the same.
    /// </summary>
    internal static bool IsAllowed(string name)
    {
        // Half of a surrogate pair is no text, and can't be normalised.
        if (name.Length is 0 or > MaximumLength || name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar))
            return false;
        return MapWidth(name).Normalize(NormalizationForm.FormC).EnumerateRunes().All(IsAllowed);
    }

    private static bool IsAllowed(Rune rune)
    {
        if (rune.IsAscii)
            return rune.Value is >= FirstPrintable and <= LastAscii;
        var text = rune.ToString();
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
            && text.Normalize(NormalizationForm.FormKC) == text;
    }

    /// <summary>RFC 8265 3.3.2: characters of double and half width are the ordinary ones.</summary>
    private static string MapWidth(string text) =>
        text.Any(IsOfOtherWidth) ? string.Concat(text.Select(c => IsOfOtherWidth(c) ? c.ToString().Normalize(NormalizationForm.FormKC) : c.ToString())) : text;

    private static bool IsOfOtherWidth(char c) => c is '\u3000' or (>= '\uFF00' and <= '\uFFEF');

    private static string InLetters(string domain)
    {
        if (!domain.Contains("xn--", StringComparison.OrdinalIgnoreCase))
            return domain;
        try
        {
            return new IdnMapping().GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            // It only looks like one, and is the same as itself.
            return domain;
        }
    }
}
