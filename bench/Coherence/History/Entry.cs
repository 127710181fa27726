namespace Bench.Coherence.History;

/// <summary>What one request, or one statement, was seen to do. Times are those of one monotonic clock, whatever node answered.</summary>
/// <param name="Operation">The request. One request can leave several entries: whoever uses a grant observes it and takes it away.</param>
/// <param name="Node">Which node was asked.</param>
/// <param name="Begin">Before it was sent.</param>
/// <param name="End">When the answer had been read, or nobody waited for one any more.</param>
public abstract record Entry(long Operation, int Node, TimeSpan Begin, TimeSpan End);

/// <summary>A token, or a grant that is good for tokens, was handed out.</summary>
/// <param name="Token">The number by which the history knows it.</param>
/// <param name="What">What it is, for the reader.</param>
/// <param name="Lifetime">How long it is good for; null: longer than any run.</param>
public sealed record Issued(long Operation, int Node, TimeSpan Begin, TimeSpan End, int Token, string What, TimeSpan? Lifetime = null)
    : Entry(Operation, Node, Begin, End);

/// <summary>A node said whether a token is active.</summary>
/// <param name="By">How it was asked.</param>
/// <param name="AtRest">After the last change and the last fault: all nodes must agree by now.</param>
public sealed record Observed(
    long Operation, int Node, TimeSpan Begin, TimeSpan End, int Token, bool Active, string By, bool AtRest = false)
    : Entry(Operation, Node, Begin, End);

/// <summary>Access was taken away, or somebody tried to.</summary>
/// <param name="Acknowledged">False: it may have happened, or happen yet. Else it has happened at <see cref="Entry.End"/>.</param>
public sealed record Revoked(
    long Operation, int Node, TimeSpan Begin, TimeSpan End, IReadOnlyList<int> Tokens, string By, bool Acknowledged)
    : Entry(Operation, Node, Begin, End);

/// <summary>What was taken away was given back, as when a user is enabled again.</summary>
/// <param name="Revocation">The operation that took it away.</param>
/// <param name="Acknowledged">As of a revocation.</param>
public sealed record Restored(long Operation, int Node, TimeSpan Begin, TimeSpan End, long Revocation, bool Acknowledged)
    : Entry(Operation, Node, Begin, End);

/// <summary>No answer, or one that promises nothing: 503, a cut connection, a node that does not run.</summary>
public sealed record Unanswered(long Operation, int Node, TimeSpan Begin, TimeSpan End, string What)
    : Entry(Operation, Node, Begin, End);

/// <summary>An answer that no rule allows: neither an answer about the token nor 503.</summary>
public sealed record Unexpected(long Operation, int Node, TimeSpan Begin, TimeSpan End, string What, string Answer)
    : Entry(Operation, Node, Begin, End);

/// <summary>What was done to a node or to PostgreSQL. It decides nothing; it is for the reader.</summary>
public sealed record Disturbed(long Operation, int Node, TimeSpan Begin, TimeSpan End, string Fault)
    : Entry(Operation, Node, Begin, End);
