namespace Bench.Coherence.Work;

/// <summary>What the token endpoint handed out.</summary>
internal sealed record Grant(HeldToken Access, HeldToken? Refresh, string? IdToken);
