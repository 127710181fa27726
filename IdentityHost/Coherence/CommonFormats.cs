namespace IdentityHost.Coherence;

/// <summary>
/// Which stored formats every host on this database reads, so that in an upgrade none writes what another can't read. It is as old as the last
/// renewal of this node's lease.
/// </summary>
internal sealed class CommonFormats
{
    /// <summary>What this host reads: authorization codes with the hash of their challenge.</summary>
    public const short Own = HashedChallenges;

    private const short HashedChallenges = 1;

    private volatile int _common;

    /// <summary>Whether every host reads authorization codes that hold the hash of their challenge. False until that is known.</summary>
    public bool HaveHashedChallenges => _common >= HashedChallenges;

    /// <param name="common">The lowest that a host has registered.</param>
    public void Note(short common) => _common = common;
}
