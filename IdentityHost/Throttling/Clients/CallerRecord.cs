using System.Security.Cryptography;

namespace IdentityHost.Throttling.Clients;

/// <summary>What is remembered of a caller: how often it failed lately, and which secrets of it were right.</summary>
internal sealed class CallerRecord
{
    // The present one and the next, while they are exchanged, and some to spare.
    private const int MostSecrets = 4;

    private readonly Lock _changing = new();
    private readonly List<byte[]> _rightSecrets = [];

    // In ticks of UTC: read without the lock on each request.
    private long _paidUntil;

    /// <summary>When it was asked for last, in milliseconds of the system's uptime.</summary>
    internal long LastSeen { get; set; }

    /// <summary>Whether any secret was right yet.</summary>
    internal bool HasSecrets { get; private set; }

    /// <summary>When all of its failures are paid for, in ticks of UTC.</summary>
    internal long PaidUntil => Volatile.Read(ref _paidUntil);

    /// <summary>Whether all of its failures are paid for.</summary>
    internal bool IsQuiet(DateTimeOffset now) => PaidUntil <= now.UtcTicks;

    /// <summary>How long until another attempt is allowed; null if it is now.</summary>
    internal TimeSpan? Wait(DateTimeOffset now, TimeSpan price, int atOnce)
    {
        lock (_changing)
            return WaitLocked(now, price, atOnce);
    }

    /// <summary>
    /// Counts a failure, which is paid for by so much time (the generic cell rate algorithm). Of many at once so many are counted as are
    /// allowed.
    /// </summary>
    /// <returns>How long until one is allowed, where this one is not.</returns>
    internal TimeSpan? Fail(DateTimeOffset now, TimeSpan price, int atOnce)
    {
        lock (_changing)
        {
            var wait = WaitLocked(now, price, atOnce);
            if (wait is null)
                Volatile.Write(ref _paidUntil, Math.Max(_paidUntil, now.UtcTicks) + price.Ticks);
            return wait;
        }
    }

    /// <summary>Remembers the fingerprint of a secret that was right.</summary>
    internal void AddRight(byte[] secret)
    {
        lock (_changing)
        {
            if (IsRight(secret))
                return;
            if (_rightSecrets.Count == MostSecrets)
                _rightSecrets.RemoveAt(0);
            _rightSecrets.Add(secret);
            HasSecrets = true;
        }
    }

    /// <summary>Whether the secret was right before.</summary>
    internal bool IsRight(byte[] secret)
    {
        lock (_changing)
            return _rightSecrets.Exists(right => CryptographicOperations.FixedTimeEquals(right, secret));
    }

    private TimeSpan? WaitLocked(DateTimeOffset now, TimeSpan price, int atOnce)
    {
        var wait = TimeSpan.FromTicks(_paidUntil - now.UtcTicks) - (atOnce - 1) * price;
        return wait > TimeSpan.Zero ? wait : null;
    }
}
