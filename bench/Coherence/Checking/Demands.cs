using Bench.Coherence.History;

namespace Bench.Coherence.Checking;

/// <summary>What must have happened in a run: one in which nothing was answered has no violation either, and shows nothing.</summary>
public static class Demands
{
    /// <summary>Answers of each node that say active, and as many that say not active.</summary>
    public const int AnswersOfANode = 50;

    /// <summary>Tokens that were handed out.</summary>
    public const int Tokens = 200;

    /// <summary>Revocations that were acknowledged.</summary>
    public const int Revocations = 50;

    /// <summary>Answers from memory of each node.</summary>
    public const int HitsOfANode = 100;

    /// <summary>The ways of taking access away of which none was acknowledged.</summary>
    public static IEnumerable<string> MissingMeans(IReadOnlyCollection<Entry> history) =>
        Means.Demanded
            .Except(history.OfType<Revoked>().Where(entry => entry.Acknowledged).Select(entry => entry.By), StringComparer.Ordinal)
            .Select(means => $"never acknowledged: {means}");

    /// <returns>What is missing.</returns>
    /// <param name="faults">Those that must have happened, by name.</param>
    /// <param name="hits">Answers from memory, node by node.</param>
    public static IReadOnlyList<string> Check(IReadOnlyCollection<Entry> history, IEnumerable<string> faults, IReadOnlyList<long> hits)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentNullException.ThrowIfNull(hits);
        var missing = new List<string>();
        Demand(history.OfType<Issued>().Count(), Tokens, "tokens");
        Demand(history.OfType<Revoked>().Count(entry => entry.Acknowledged && entry.Node >= 0), Revocations, "acknowledged revocations");
        for (var node = 0; node < hits.Count; node++)
        {
            var answers = history.OfType<Observed>().Where(entry => entry.Node == node).ToList();
            Demand(answers.Count(entry => entry.Active), AnswersOfANode, $"active answers of node {node}");
            Demand(answers.Count(entry => !entry.Active), AnswersOfANode, $"inactive answers of node {node}");
            Demand(hits[node], HitsOfANode, $"answers from the memory of node {node}");
        }

        missing.AddRange(MissingMeans(history));
        foreach (var fault in faults.Except(history.OfType<Disturbed>().Select(entry => entry.Fault), StringComparer.Ordinal))
            missing.Add($"never happened: {fault}");
        return missing;

        void Demand(long count, int atLeast, string what)
        {
            if (count < atLeast)
                missing.Add($"{what}: {count}, at least {atLeast} are needed");
        }
    }
}
