using System.Collections.Concurrent;

namespace IdentityHost.Memory;

/// <summary>Half of what is remembered. It is changed under the lock of <see cref="RememberedTokens"/> only, and read without.</summary>
internal sealed class TokenSegment
{
    private readonly ConcurrentDictionary<TokenKey, RememberedToken> _byKey = new(concurrencyLevel: 1, capacity: 31);
    private readonly TokenIndex _byUser = new(TokenIndex.Property.User);
    private readonly TokenIndex _bySession = new(TokenIndex.Property.Session);
    private readonly TokenIndex _byJwtId = new(TokenIndex.Property.JwtId);

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public RememberedToken? Find(TokenKey key) => _byKey.TryGetValue(key, out var token) ? token : null;

    public void Add(RememberedToken token)
    {
        if (Find(token.Key) is { } former)
            Remove(former);
        _byKey[token.Key] = token;
        _byUser.Add(token);
        _bySession.Add(token);
        _byJwtId.Add(token);
        token.Home = this;
        Count++;
        Bytes += token.Bytes;
    }

    public void Remove(RememberedToken token)
    {
        _byKey.TryRemove(token.Key, out _);
        _byUser.Remove(token);
        _bySession.Remove(token);
        _byJwtId.Remove(token);
        token.Home = null;
        Count--;
        Bytes -= token.Bytes;
    }

    public void AddAnswer(RememberedToken token, CallerKey caller, ReadyAnswer answer) => Bytes += token.AddAnswer(caller, answer);

    public void Forget(TokenAnnouncement announcement)
    {
        if (announcement.Kind == TokenAnnouncement.Subject.Grant)
        {
            if (Find(announcement.Key) is { } token)
                Remove(token);
            return;
        }

        var index = announcement.Kind switch
        {
            TokenAnnouncement.Subject.User => _byUser,
            TokenAnnouncement.Subject.Session => _bySession,
            _ => _byJwtId,
        };
        while (index.First(announcement.Name) is { } token)
            Remove(token);
    }
}
