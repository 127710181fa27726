namespace IdentityHost.Memory;

/// <summary>
/// What remembering takes on a 64-bit runtime, rather too much than too little: texts that tokens share count each time, tables as just
/// grown. A test compares it with the garbage collector's account.
/// </summary>
internal static class ByteEstimate
{
    // The token itself; its node in the table of keys, and that table's share.
    private const int Token = 208 + 72 + 16;

    // An entry and a bucket of an index, twice what is used.
    private const int IndexEntry = 56;

    // The list's node, the empty dictionary, the array.
    private const int Answer = 56 + 88 + 24;

    private const int TokenSummary = 88;

    private const int ArrayHeader = 24;

    public static int OfToken(RememberedToken token)
    {
        var bytes = Token + ArrayHeader + ArrayHeader + TokenSummary + Text(token.ReferenceTokenId) + Text(token.UserName);
        var texts = token.Claims.Texts;
        for (var i = 0; i < texts.Length; i++)
        {
            bytes += IntPtr.Size + (RememberedClaims.IsShared(texts[i]) ? 0 : Text(texts[i]));
            // Passport's answer has the scopes in one text.
            if (texts[i] == "scope" && i + 1 < texts.Length)
                bytes += Text(texts[i + 1]);
        }

        return bytes + Indexed(token.Subject) + Indexed(token.SessionId) + Indexed(token.JwtId);
    }

    public static int OfAnswer(ReadyAnswer answer) => Answer + Aligned(answer.Json.Length);

    private static int Indexed(string? name) => name is null ? 0 : IndexEntry + Text(name);

    private static int Text(string? text) => text is null ? 0 : Aligned(22 + (2 * text.Length));

    private static int Aligned(int bytes) => (bytes + 7) & ~7;
}
