using Bench.Coherence.Checking;
using Bench.Coherence.History;

namespace Bench.Coherence.Run;

/// <summary>What a run showed.</summary>
/// <param name="Violations">What must never be.</param>
/// <param name="Unproven">What did not happen often enough for the run to prove anything, or did not work again after the faults.</param>
/// <param name="Hits">Answers from memory.</param>
internal sealed record RunResult(
    ulong Seed, IReadOnlyList<Entry> History, IReadOnlyList<Violation> Violations, IReadOnlyList<string> Unproven, long Hits)
{
    public bool Passed => Violations.Count == 0 && Unproven.Count == 0;
}
