using System.Buffers;

namespace Shared;

/// <summary>
/// The compact serialization of a signed token (RFC 7515 3.1 and 2): three parts in base64url without padding, each in the one way in which its bytes
/// are written. Readers take more than that, on either engine, and one token would have several texts.
/// </summary>
internal static class CompactJws
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int Parts = 3;

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    public static bool Is(ReadOnlySpan<char> token)
    {
        var parts = 0;
        foreach (var part in token.Split('.'))
        {
            if (++parts > Parts || !IsBase64Url(token[part]))
            {
                return false;
            }
        }

        return parts == Parts;
    }

    private static bool IsBase64Url(ReadOnlySpan<char> part)
    {
        if (part.IsEmpty || part.ContainsAnyExcept(Characters))
        {
            return false;
        }

        // What the last character has beyond whole bytes.
        var unused = (part.Length % 4) switch
        {
            0 => 0,
            2 => 0b1111,
            3 => 0b11,
            _ => -1,
        };
        return unused >= 0 && (Alphabet.IndexOf(part[^1], StringComparison.Ordinal) & unused) == 0;
    }
}
