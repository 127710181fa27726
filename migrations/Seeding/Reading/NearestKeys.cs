namespace IdentityHost.Migrations.Seeding.Reading;

/// <summary>Which keys somebody may have meant who wrote one that isn't any.</summary>
internal static class NearestKeys
{
    private const int Most = 3;
    private const int Few = 8;

    /// <returns>The allowed keys that are a few slips away, the nearest first; without any, all if they are few.</returns>
    internal static IReadOnlyList<string> Of(string written, IReadOnlyCollection<string> allowed)
    {
        // One slip in three letters; and a word that is part of the other, such as scope for allowedScopes.
        var near = allowed
            .Select(key => (Key: key, Distance: Distance(written.ToUpperInvariant(), key.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, written.Length / 3) || IsPart(written, candidate.Key) || IsPart(candidate.Key, written))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Key)
            .Take(Most)
            .ToList();
        return near.Count > 0 || allowed.Count > Few ? near : [.. allowed];
    }

    private static bool IsPart(string shorter, string longer) => shorter.Length > 2 && longer.Contains(shorter, StringComparison.OrdinalIgnoreCase);

    // Levenshtein's, with two neighbours that changed places as one slip.
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
