using Bench.Coherence.Checking;
using Bench.Coherence.History;

namespace Bench.Coherence.Run;

/// <summary>What a run showed.</summary>
/// <param name="Violations">What must never be.</param>
/// <param name="Unproven">What did not happen often enough for the run to prove anything, or did not work again after the faults.</param>
/// <param name="Hits">Answers from memory.</param>
/// <param name="Folder">Where the nodes' logs are, if it did not pass.</param>
internal sealed record RunResult(
    ulong Seed, IReadOnlyList<Entry> History, IReadOnlyList<Violation> Violations, IReadOnlyList<string> Unproven, long Hits, string Folder)
{
    public bool Passed => Violations.Count == 0 && Unproven.Count == 0;
}
