using IdentityHost.Bench.LoadBench.Measurements;

namespace IdentityHost.Bench.LoadBench.Report;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
internal sealed record Row(string What)
{
    /// <summary>How fast it was.</summary>
    public Series? Speed { get; init; }

    /// <summary>What was measured otherwise.</summary>
    public string? Value { get; init; }

    public Ratio? ToCeiling { get; init; }

    public Ratio? ToPeer { get; init; }

    /// <summary>A limit in words, for what is no ratio.</summary>
    public string? Limit { get; init; }

    /// <summary>Whether <see cref="Limit"/> was kept.</summary>
    public bool? WithinLimit { get; init; }

    public bool HasTarget => ToCeiling?.AtLeast is not null || ToPeer?.AtLeast is not null || WithinLimit is not null;

    public bool IsMet => ToCeiling?.IsMet is not false && ToPeer?.IsMet is not false && WithinLimit is not false;
}

/// <param name="Of">What it is measured by: R, S, I.</param>
/// <param name="Value">How many times as fast.</param>
/// <param name="AtLeast">What it must be, if it must be something.</param>
internal sealed record Ratio(string Of, double Value, double? AtLeast = null)
{
    public bool? IsMet => AtLeast is { } least ? Value >= least : null;
}
