using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.Cookies;

/// <summary>
/// The cookies that a browser sent and only this host can have set, by their names without the prefix. The case of a name counts: not every browser
/// guards <c>__HoSt-</c>.
/// </summary>
internal sealed class ReceivedCookies : IRequestCookieCollection
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="headers">The Cookie headers.</param>
    /// <param name="prefix">What names have to begin with.</param>
    /// <param name="whole">One that is known by its whole name.</param>
    public ReceivedCookies(StringValues headers, string prefix, string whole)
    {
        if (!CookieHeaderValue.TryParseList([.. headers.OfType<string>()], out var cookies))
            return;
        foreach (var cookie in cookies)
        {
            var name = cookie.Name.ToString();
            if (name == whole)
                _values.TryAdd(name, Decoded(cookie));
            else if (name.StartsWith(prefix, StringComparison.Ordinal))
                _values.TryAdd(name[prefix.Length..], Decoded(cookie));
        }
    }

    public int Count => _values.Count;

    public ICollection<string> Keys => _values.Keys;

    public string? this[string key] => _values.GetValueOrDefault(key);

    public bool ContainsKey(string key) => _values.ContainsKey(key);

    public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Decoded(CookieHeaderValue cookie) => Uri.UnescapeDataString(cookie.Value.ToString());
}
