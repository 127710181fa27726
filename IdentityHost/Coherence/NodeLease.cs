using System.Runtime.InteropServices;

namespace IdentityHost.Coherence;

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
    public Generation? Current => _term is { } term && IsWithin(term) ? term.Generation : null;

    /// <summary>A moment before a renewal is sent.</summary>
    public Moment Now() => new(clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>A renewal was confirmed, and everything that was announced before or with it is applied.</summary>
    public void Renew(Generation generation, Moment sentAt) => _term = new Term(generation, sentAt);

    /// <summary>Nothing is remembered any more.</summary>
    public void Lapse() => _term = null;

    // The monotonic clock of a machine that was suspended stood still meanwhile; the wall clock did not.
    private bool IsWithin(Term term)
    {
        var wall = clock.GetUtcNow() - term.SentAt.WallClock;
        return clock.GetElapsedTime(term.SentAt.Timestamp) < Length && wall < Length && wall > -Length;
    }

    /// <param name="Timestamp">Of the monotonic clock.</param>
    /// <param name="WallClock">Of the wall clock.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Moment(long Timestamp, DateTimeOffset WallClock);

    private sealed record Term(Generation Generation, Moment SentAt);
}
