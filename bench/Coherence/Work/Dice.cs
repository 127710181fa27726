namespace Bench.Coherence.Work;

/// <summary>Chance that can be repeated: the same seed throws the same (SplitMix64). It guards nothing.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of one's own, so that nobody else's throws change these.</summary>
    public Dice Fork() => new(Next());

    /// <summary>From 0 to one less than the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True as often as is said, from 0 to 1.</summary>
    public bool Chance(double probability) => Fraction() < probability;

    public TimeSpan Between(double seconds, double andSeconds) => TimeSpan.FromSeconds(seconds + (Fraction() * (andSeconds - seconds)));

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }

    private double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
