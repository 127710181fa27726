namespace IdentityHost.Bench.LoadBench;

internal enum BenchMode
{
    /// <summary>A minute or two: whether it works, and roughly where things are.</summary>
    Quick,

    /// <summary>Everything but the large table.</summary>
    Default,

    /// <summary>The large table, the removal of a million grants, memory with a full cache.</summary>
    Large,
}
