namespace IdentityHost.Users.TwoFactor;

/// <summary>RFC 4648 6, without padding: how authenticator apps write a secret.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;

    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + BitsPerCharacter - 1) / BitsPerCharacter];
        var (buffer, bits, written) = (0, 0, 0);
        foreach (var octet in bytes)
        {
            buffer = (buffer << 8) | octet;
            for (bits += 8; bits >= BitsPerCharacter; bits -= BitsPerCharacter)
                text[written++] = Alphabet[(buffer >> (bits - BitsPerCharacter)) & 31];
            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
            text[written] = Alphabet[(buffer << (BitsPerCharacter - bits)) & 31];
        return new string(text);
    }

    /// <exception cref="FormatException">A character that is not of the alphabet.</exception>
    internal static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * BitsPerCharacter / 8];
        var (buffer, bits, written) = (0, 0, 0);
        foreach (var character in text)
        {
            var value = Alphabet.IndexOf(character, StringComparison.OrdinalIgnoreCase);
            if (value < 0)
                throw new FormatException("The text is not Base32.");
            buffer = (buffer << BitsPerCharacter) | value;
            bits += BitsPerCharacter;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[written++] = (byte)(buffer >> bits);
            buffer &= (1 << bits) - 1;
        }

        return bytes;
    }
}
