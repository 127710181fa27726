namespace Bench.Coherence.Work;

/// <summary>What came of one authorization.</summary>
internal sealed class Family(string client, HeldToken code, string verifier)
{
    private readonly List<HeldToken> _refresh = [];
    private readonly List<HeldToken> _access = [];

    public string Client => client;

    public HeldToken Code => code;

    public string Verifier => verifier;

    public IReadOnlyList<HeldToken> Access => _access;

    /// <summary>The last one has not been used, the others have.</summary>
    public IReadOnlyList<HeldToken> Refresh => _refresh;

    /// <summary>What goes when the family is revoked.</summary>
    public IReadOnlyList<HeldToken> All => [code, .. _access, .. _refresh];

    public string? IdToken { get; private set; }

    /// <summary>False once a use of the grant got no answer: who tries again may be taken for a thief, rightly.</summary>
    public bool IsUsable { get; private set; } = true;

    public void Add(Grant? grant)
    {
        if (grant is null)
        {
            IsUsable = false;
            return;
        }

        _access.Add(grant.Access);
        if (grant.Refresh is not null)
            _refresh.Add(grant.Refresh);
        IdToken = grant.IdToken ?? IdToken;
    }

    public void GiveUp() => IsUsable = false;
}
