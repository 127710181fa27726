using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace IdentityHost.ClientAuthentication;

/// <summary>
/// What an <c>Authorization: Basic</c> header holds, in both readings: as it was sent (RFC 7617 2), and form-decoded, which is what RFC 6749
/// 2.3.1 says and few clients do.
/// </summary>
internal sealed class BasicCredentials
{
    /// <summary>The header of a client that was given neither id nor secret: a colon.</summary>
    private const string Nothing = "Og==";

    private const string Scheme = "Basic ";
    private const int ShortLength = 512;

    private BasicCredentials(string id, string secret)
    {
        Raw = new Pair(id, secret);
        DecodedId = Decode(id);
        DecodedSecret = Decode(secret);
    }

    public Pair Raw { get; }

    /// <summary>Null: as form-encoded text it is not well-formed.</summary>
    public string? DecodedId { get; }

    /// <summary>Null: as form-encoded text it is not well-formed.</summary>
    public string? DecodedSecret { get; }

    public static bool IsBasic(string? header) => header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Neither id nor secret: a parameter without a value counts as omitted (RFC 6749 3.2), and so does this.</summary>
    public static bool IsEmpty(string header) => header.AsSpan(Scheme.Length).Trim(' ').SequenceEqual(Nothing);

    /// <summary>Whether the two readings may differ. Most credentials have neither a plus nor a percent sign.</summary>
    public static bool MayDiffer(string header)
    {
        var encoded = header.AsSpan(Scheme.Length).Trim(' ');
        var bytes = encoded.Length <= ShortLength ? stackalloc byte[ShortLength] : new byte[encoded.Length];
        return Convert.TryFromBase64Chars(encoded, bytes, out var length) && bytes[..length].IndexOfAny((byte)'+', (byte)'%') >= 0;
    }

    /// <returns>Null: it is not Base64 of an id, a colon and a secret, in text.</returns>
    public static BasicCredentials? Read(string header)
    {
        var encoded = header.AsSpan(Scheme.Length).Trim(' ');
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length) || !Utf8.IsValid(bytes.AsSpan(0, length)))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || text.Any(char.IsControl))
            return null;
        return new BasicCredentials(text[..colon], text[(colon + 1)..]);
    }

    /// <summary>Whether they are the credentials that stand in the body too.</summary>
    /// <param name="id">The body's <c>client_id</c>, if it has one.</param>
    /// <param name="secret">The body's <c>client_secret</c>.</param>
    /// <param name="evenRaw">Whether the reading without decoding counts.</param>
    public bool AreThoseOf(string? id, string secret, bool evenRaw)
    {
        var decodedSecret = DecodedSecret is not null && IsSame(DecodedSecret, secret);
        var rawSecret = evenRaw && IsSame(Raw.Secret, secret);
        return (decodedSecret || rawSecret) && (id is null || IsId(id, evenRaw));
    }

    /// <summary>Whether they name a client without a secret.</summary>
    public bool OnlyName(string? id, bool evenRaw) => Raw.Secret.Length == 0 && id is not null && IsId(id, evenRaw);

    private bool IsId(string id, bool evenRaw) => id == DecodedId || (evenRaw && id == Raw.Id);

    private static bool IsSame(string secret, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(other));

    private static string? Decode(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                return null;
        }

        var decoded = WebUtility.UrlDecode(text);
        // Escaped bytes that are no text come out as the replacement character.
        return decoded.Any(char.IsControl) || (decoded.Contains('\uFFFD', StringComparison.Ordinal) && !text.Contains('\uFFFD', StringComparison.Ordinal))
            ? null
            : decoded;
    }

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Pair(string Id, string Secret);
}
