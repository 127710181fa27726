using System.Globalization;

namespace IdentityHost.Passport;

/// <summary>Passport's ids are integers; ours may be, and are written as such when nothing is lost by it.</summary>
internal static class PassportId
{
    private const long MaxSafe = (1L << 53) - 1;

    /// <returns>
    /// A number for a canonical decimal integer (no leading zeros, no plus) in JSON's safe range (RFC 8259 6), else the text.
    /// </returns>
    public static object ToJson(string id) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number is >= -MaxSafe and <= MaxSafe
        && string.Equals(number.ToString(CultureInfo.InvariantCulture), id, StringComparison.Ordinal)
            ? number
            : id;
}
