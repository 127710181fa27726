namespace IdentityHost.Memory;

/// <summary>
/// Access tokens that were found active, in one generation, within a bound of bytes. What is announced is forgotten before anybody is told that
/// it was. What has not been asked for longest goes first, half of the memory at a time: looking up takes no lock, and making room no search.
/// </summary>
internal sealed class RememberedTokens(long maxBytes, TokenCacheMetrics? metrics)
{
    private readonly Lock _changing = new();
    private volatile TokenSegment _young = new();
    private volatile TokenSegment _old = new();
    private long _invalidations;

    /// <summary>Note it before the database is read: what was announced meanwhile keeps the outcome from being remembered.</summary>
    public long Invalidations => Volatile.Read(ref _invalidations);

    public int Count
    {
        get
        {
            lock (_changing)
                return _young.Count + _old.Count;
        }
    }

    public long Bytes
    {
        get
        {
            lock (_changing)
                return _young.Bytes + _old.Bytes;
        }
    }

    public RememberedToken? Find(TokenKey key)
    {
        if (_young.Find(key) is { } young)
            return young;
        if (_old.Find(key) is not { } old)
            return null;
        Rejuvenate(old);
        return old;
    }

    /// <summary>Remembers a token, unless somebody else who read it at the same time has done so.</summary>
    /// <returns>False if something was announced since <paramref name="invalidationsBefore"/> was noted.</returns>
    public bool TryAdd(RememberedToken token, long invalidationsBefore)
    {
        if (token.Measured().Bytes > maxBytes / 4)
            return false;
        lock (_changing)
        {
            if (_invalidations != invalidationsBefore)
                return false;
            if (Find(token.Key) is { } former && former.ValidFrom == token.ValidFrom && former.ValidUntil == token.ValidUntil)
                return true;
            if (_old.Find(token.Key) is { } old)
                _old.Remove(old);
            AddYoung(token);
        }

        metrics?.Filled();
        return true;
    }

    /// <summary>Remembers what a caller is answered about a token, as long as the token itself is.</summary>
    /// <param name="token">A token of this memory.</param>
    /// <param name="caller">Who sees it.</param>
    /// <param name="answer">What the caller sees.</param>
    /// <param name="isCurrent">Whether what the answer was made of still holds.</param>
    public void TryAddAnswer(RememberedToken token, CallerKey caller, ReadyAnswer answer, Func<bool> isCurrent)
    {
        lock (_changing)
        {
            // Looking it up has brought it here.
            if (token.Home != _young || !isCurrent())
                return;
            if (_young.Bytes + ByteEstimate.OfAnswer(answer) > maxBytes / 2)
                Age();
            else
                _young.AddAnswer(token, caller, answer);
        }
    }

    /// <summary>Applies an announcement of the channel <c>identity_tokens</c>.</summary>
    public void Forget(string announcement) => Forget(TokenAnnouncement.Parse(announcement));

    public void ForgetAll() => Forget(default(TokenAnnouncement));

    private void Forget(TokenAnnouncement announcement)
    {
        lock (_changing)
        {
            _invalidations++;
            if (announcement.Kind == TokenAnnouncement.Subject.Everything)
            {
                _young = new TokenSegment();
                _old = new TokenSegment();
            }
            else
            {
                _young.Forget(announcement);
                _old.Forget(announcement);
            }
        }

        metrics?.Invalidated(announcement.Kind);
    }

    private void Rejuvenate(RememberedToken token)
    {
        lock (_changing)
        {
            if (token.Home != _old)
                return;
            _old.Remove(token);
            AddYoung(token);
        }
    }

    private void AddYoung(RememberedToken token)
    {
        if (_young.Bytes + token.Bytes > maxBytes / 2)
            Age();
        _young.Add(token);
    }

    private void Age()
    {
        metrics?.Evicted(_old.Count);
        _old = _young;
        _young = new TokenSegment();
    }
}
