using System.Collections;
using System.Collections.Frozen;
using System.Security.Claims;

namespace IdentityHost.Memory;

/// <summary>
/// The claims of a remembered token, as text: an answer that is ready does not look at them, and whoever does gets claims of their own.
/// </summary>
internal sealed class RememberedClaims : IReadOnlyCollection<Claim>
{
    private const int Parts = 4;

    // Texts that every token has: kept once.
    private static readonly FrozenDictionary<string, string> WellKnown = new[]
    {
        "iss", "nbf", "iat", "exp", "aud", "client_id", "sub", "sid", "jti", "scope", "amr", "auth_time", "idp", "acr", "cnf", "pwd", "local",
        ClaimsIdentity.DefaultIssuer, ClaimValueTypes.String, ClaimValueTypes.Integer, ClaimValueTypes.Integer32, ClaimValueTypes.Integer64,
        ClaimValueTypes.Boolean, ClaimValueTypes.DateTime, "JSON", "JSON_ARRAY", "json",
    }.ToFrozenDictionary(text => text, StringComparer.Ordinal);

    private readonly string[] _texts;
    private TokenSummary? _summary;

    private RememberedClaims(string[] texts) => _texts = texts;

    /// <summary>Whose claims these are: who is given them knows the token by them.</summary>
    public RememberedToken? Token { get; set; }

    /// <summary>What they say of the token.</summary>
    public TokenSummary Summary => _summary ??= new TokenSummary(this, reference: null);

    public int Count => _texts.Length / Parts;

    public ReadOnlySpan<string> Texts => _texts;

    public static RememberedClaims None() => new([]);

    public static RememberedClaims Of(IEnumerable<Claim> claims)
    {
        var texts = new List<string>(12 * Parts);
        foreach (var claim in claims)
        {
            texts.Add(Shared(claim.Type));
            texts.Add(Shared(claim.Value));
            texts.Add(Shared(claim.ValueType));
            // Most have the issuer of the one before.
            texts.Add(texts.Count > Parts && texts[^Parts] == claim.Issuer ? texts[^Parts] : Shared(claim.Issuer));
        }

        return new RememberedClaims([.. texts]);
    }

    /// <summary>Whether the text is kept once for all tokens.</summary>
    public static bool IsShared(string text) => WellKnown.TryGetValue(text, out var known) && ReferenceEquals(known, text);

    /// <summary>The first value of this type.</summary>
    public string? Find(string type)
    {
        for (var i = 0; i < _texts.Length; i += Parts)
        {
            if (_texts[i] == type)
                return _texts[i + 1];
        }

        return null;
    }

    public IEnumerator<Claim> GetEnumerator()
    {
        for (var i = 0; i < _texts.Length; i += Parts)
            yield return new Claim(_texts[i], _texts[i + 1], _texts[i + 2], _texts[i + 3]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Shared(string text) => WellKnown.GetValueOrDefault(text, text);
}
