using System.Runtime.InteropServices;

namespace IdentityHost.Memory;

/// <summary>
/// This node's right to answer from memory, for <see cref="Length"/> from before the renewal was sent. Whoever takes access away waits for this
/// node to say that it has heard of it, but no longer than its lease can last.
/// </summary>
internal sealed class NodeLease(TimeProvider clock)
{
    /// <summary>How long a renewal is good for.</summary>
    internal static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    /// <summary>How often it is renewed.</summary>
    internal static readonly TimeSpan RenewalInterval = Length / 4;

    private volatile Term? _term;

    /// <summary>What may be remembered now. Null: the lease has lapsed, and only the database knows.</summary>
    /// <remarks>
    /// Take it first, then look something up in it; what is read from the database goes into the one that was taken before the read.
    /// </remarks>
    public Generation? Current => _term is { } term && !term.Generation.HasEnded && IsWithin(term.SentAt) ? term.Generation : null;

    /// <summary>A moment before a renewal is sent.</summary>
    public Moment Now() => new(clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>A renewal was confirmed, and everything that was announced before or with it is applied.</summary>
    /// <returns>
    /// False if it came too late: the generation has ended, or its lease had lapsed before. Then it has ended for good: a node that was not
    /// waited for begins anew.
    /// </returns>
    public bool Renew(Generation generation, Moment sentAt)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var hasLapsed = _term is { } before && before.Generation == generation && !IsWithin(before.SentAt);
        if (hasLapsed || !IsWithin(sentAt))
            generation.End();
        if (generation.HasEnded)
            return false;
        _term = new Term(generation, sentAt);
        return true;
    }

    // The monotonic clock of a machine that was suspended stood still meanwhile; the wall clock did not.
    private bool IsWithin(Moment sentAt)
    {
        var wall = clock.GetUtcNow() - sentAt.WallClock;
        return clock.GetElapsedTime(sentAt.Timestamp) < Length && wall < Length && wall > -Length;
    }

    /// <param name="Timestamp">Of the monotonic clock.</param>
    /// <param name="WallClock">Of the wall clock.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Moment(long Timestamp, DateTimeOffset WallClock);

    private sealed record Term(Generation Generation, Moment SentAt);
}
