using Bench.Coherence.Work;

namespace Bench.Coherence.Faults;

/// <summary>Something that goes wrong, and is right again when it returns.</summary>
/// <param name="Name">For the report.</param>
/// <param name="RunAsync">Does it to the node whose number is given, or to PostgreSQL.</param>
internal sealed record Fault(string Name, Func<Stage, int, Dice, Task> RunAsync)
{
    /// <summary>Others happen to other nodes meanwhile.</summary>
    public bool TakesLong { get; init; }
}
