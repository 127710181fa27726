using System.Globalization;
using System.Text;

namespace Shared;

/// <summary>
/// A password as it is hashed: the profile OpaqueString of PRECIS (RFC 8265 4.2). The same password typed on another keyboard or system is
/// the same text then. Case and width are left alone, as the profile demands. Host and migrations program do it alike.
/// </summary>
internal static class OpaqueString
{
    private const char Space = ' ';

    /// <summary>Null: the profile refuses the text, because it is empty or has a character that no password may have.</summary>
    internal static string? Enforce(string text)
    {
        if (text.Length == 0 || !text.EnumerateRunes().All(IsAllowed))
            return null;
        return string.Concat(text.Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator ? Space : c))
            .Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// RFC 8264 4.3, FreeformClass, by general category: no control, private or unassigned character. Its contextual rules are about
    /// identifiers that look alike, and are not asked for; the two joiners are part of how some languages are written. What stands for half
    /// a character is none.
    /// </summary>
    private static bool IsAllowed(Rune character) => character != Rune.ReplacementChar && Rune.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => character.Value is 0x200C or 0x200D,
        _ => true,
    };
}
