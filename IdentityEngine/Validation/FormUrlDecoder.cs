using System.Text;

namespace IdentityEngine.Validation;

/// <summary>Decodes <c>application/x-www-form-urlencoded</c> text, strictly: what is not well-formed is null.</summary>
internal static class FormUrlDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string? Decode(ReadOnlySpan<byte> encoded)
    {
        Span<byte> decoded = encoded.Length <= 512 ? stackalloc byte[encoded.Length] : new byte[encoded.Length];
        var length = 0;
        while (!encoded.IsEmpty)
        {
            var value = encoded[0];
            var consumed = 1;
            if (value == '+')
            {
                value = (byte)' ';
            }
            else if (value == '%')
            {
                if (encoded.Length < 3 || !char.IsAsciiHexDigit((char)encoded[1]) || !char.IsAsciiHexDigit((char)encoded[2]))
                {
                    return null;
                }

                value = (byte)((HexValue(encoded[1]) << 4) | HexValue(encoded[2]));
                consumed = 3;
            }

            if (value == 0)
            {
                return null;
            }

            decoded[length++] = value;
            encoded = encoded[consumed..];
        }

        try
        {
            return StrictUtf8.GetString(decoded[..length]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
