using Bench.Coherence.Faults;
using Bench.Coherence.Machines;

namespace Bench.Coherence.Run;

/// <summary>What a run consists of.</summary>
internal sealed record RunOptions
{
    /// <summary>How many hosts.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>From this on no new round of faults begins. The first round is a whole one in any case.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Decides what is done when; how it interleaves, the machine decides.</summary>
    public ulong Seed { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = FaultPlan.All;

    public NodeProgram Program { get; init; } = NodeProgram.Deployed;
}
