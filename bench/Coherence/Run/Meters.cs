using System.Globalization;

namespace Bench.Coherence.Run;

/// <summary>What the nodes' meters counted, over all processes that a node was.</summary>
internal sealed class Meters(string folder)
{
    public const string Hits = "identityhost.token_cache.hits";

    /// <summary>The sum; 0 if there is no such counter.</summary>
    /// <param name="node">Null: all nodes.</param>
    public long Sum(string counter, int? node = null)
    {
        var sum = 0L;
        foreach (var file in Directory.EnumerateFiles(folder, string.Create(CultureInfo.InvariantCulture, $"node{node}*.meters")))
        {
            foreach (var line in File.ReadLines(file))
            {
                if (line.Split(' ') is [var name, var value] && name == counter
                    && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                    sum += count;
            }
        }

        return sum;
    }
}
