using System.Collections.Concurrent;

namespace IdentityHost.TokenCache;

/// <summary>Access tokens that were found active, in one generation. What is announced is forgotten before anybody is told that it was.</summary>
internal sealed class RememberedTokens
{
    private readonly ConcurrentDictionary<TokenKey, RememberedToken> _tokens = new();
    private readonly Lock _changing = new();
    private long _invalidations;

    /// <summary>Note it before the database is read: what was announced meanwhile keeps the outcome from being remembered.</summary>
    public long Invalidations => Volatile.Read(ref _invalidations);

    public RememberedToken? Find(TokenKey key) => _tokens.GetValueOrDefault(key);

    /// <returns>False if something was announced since <paramref name="invalidationsBefore"/> was noted.</returns>
    public bool TryAdd(RememberedToken token, long invalidationsBefore)
    {
        lock (_changing)
        {
            if (_invalidations != invalidationsBefore)
                return false;
            _tokens[token.Key] = token;
            return true;
        }
    }

    /// <summary>Applies an announcement of the channel <c>identity_tokens</c>.</summary>
    public void Forget(string announcement)
    {
        var space = announcement.IndexOf(' ', StringComparison.Ordinal);
        var (kind, what) = space < 0 ? (announcement, "") : (announcement[..space], announcement[(space + 1)..]);
        Func<RememberedToken, bool>? matches = kind switch
        {
            "grant" when TokenKey.TryParse(what, out var key) => token => token.Key == key,
            "user" => token => token.Subject == what,
            "session" => token => token.SessionId == what,
            "jwt" => token => token.JwtId == what,
            _ => null,
        };
        lock (_changing)
        {
            _invalidations++;
            if (matches is null)
                _tokens.Clear();
            else
                foreach (var token in _tokens.Values.Where(matches))
                    _tokens.TryRemove(token.Key, out _);
        }
    }

    public void ForgetAll() => Forget("*");
}
