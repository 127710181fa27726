using System.Buffers;
using System.Text.Unicode;

namespace IdentityHost.Http;

/// <summary>Whether bytes of a request are text: valid UTF-8 without NUL, after percent-decoding where it applies.</summary>
internal static class EncodedText
{
    public static bool IsText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && !bytes.Contains((byte)0);

    public static bool IsPercentEncodedText(ReadOnlySpan<byte> encoded)
    {
        if (!encoded.Contains((byte)'%'))
            return IsText(encoded);

        var rented = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            return IsText(rented.AsSpan(0, Decode(encoded, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    // A percent sign without two hex digits stands for itself, as the framework's form reader has it.
    private static int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        var (read, written) = (0, 0);
        while (read < encoded.Length)
        {
            var escaped = encoded[read] == '%' && read + 2 < encoded.Length ? HexPair(encoded[read + 1], encoded[read + 2]) : -1;
            decoded[written++] = escaped >= 0 ? (byte)escaped : encoded[read];
            read += escaped >= 0 ? 3 : 1;
        }

        return written;
    }

    private static int HexPair(byte high, byte low)
    {
        var (h, l) = (HexDigit(high), HexDigit(low));
        return h < 0 || l < 0 ? -1 : (h << 4) | l;
    }

    private static int HexDigit(byte digit) => (char)digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'f' => digit - 'a' + 10,
        >= 'A' and <= 'F' => digit - 'A' + 10,
        _ => -1,
    };
}
