using System.Globalization;

namespace IdentityHost.Pages;

/// <summary>A code that a device shows, as people type it (RFC 8628 6.1).</summary>
internal static class DeviceUserCode
{
    private const int Digits = 9;
    private const int LongestEntry = 64;

    /// <summary>Nine digits, whatever was put between them; null if it can be no code.</summary>
    internal static string? Read(string? typed)
    {
        if (typed is null || typed.Length > LongestEntry)
            return null;

        Span<char> digits = stackalloc char[Digits];
        var count = 0;
        foreach (var c in typed)
        {
            // Keyboards of other scripts have digits of their own.
            var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
            if (digit >= 0 && count == Digits)
                return null;
            if (digit >= 0)
                digits[count++] = (char)('0' + digit);
            else if (char.IsLetter(c))
                return null;
        }

        return count == Digits ? digits.ToString() : null;
    }

    /// <summary>In threes, as the device shows it.</summary>
    internal static string Show(string code) => $"{code[..3]}-{code[3..6]}-{code[6..]}";
}
