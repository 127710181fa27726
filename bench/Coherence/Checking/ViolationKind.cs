namespace Bench.Coherence.Checking;

/// <summary>What must never be found in a history.</summary>
public enum ViolationKind
{
    /// <summary>An answer that began after a revocation was acknowledged said active.</summary>
    RevokedYetActive,

    /// <summary>An answer that began after the token's time was over said active.</summary>
    ExpiredYetActive,

    /// <summary>A token that was handed out, whose time is not over, and that nobody tried to take away is not active: lost, or an outage that was passed off as an answer.</summary>
    Lost,

    /// <summary>At rest, nodes say different things of one token, or one node does.</summary>
    Disagreement,

    /// <summary>Neither an answer nor an outage.</summary>
    Unexpected,
}
