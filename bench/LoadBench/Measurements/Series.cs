using IdentityHost.Bench.LoadBench.Load;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>The runs of one contender, in the order of the rounds.</summary>
internal sealed class Series(IReadOnlyList<WrkResult> runs)
{
    public IReadOnlyList<WrkResult> Runs => runs;

    public double PerSecond => Median(runs.Select(run => run.PerSecond));

    public double P50Milliseconds => Median(runs.Select(run => run.P50.TotalMilliseconds));

    public double P99Milliseconds => Median(runs.Select(run => run.P99.TotalMilliseconds));

    /// <summary>How many times as fast as another, which was measured in the same rounds: the median of the rounds.</summary>
    public double Times(Series other) => Median(runs.Zip(other.Runs, (mine, others) => mine.PerSecond / others.PerSecond));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
