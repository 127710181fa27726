using System.Globalization;
using Bench.Coherence.History;

namespace Bench.Coherence.Run;

/// <summary>A run in a few lines.</summary>
internal static class Report
{
    private const int MostViolations = 20;

    public static async Task WriteAsync(RunResult result, TextWriter output)
    {
        var history = result.History;
        var answers = history.OfType<Observed>().ToList();
        var revocations = history.OfType<Revoked>().Where(entry => entry.By != Means.Use).ToList();
        var end = history.Count == 0 ? TimeSpan.Zero : history.Max(entry => entry.End);
        await WriteAsync($"seed {result.Seed}, {end.TotalSeconds:F0} s");
        await WriteAsync($"tokens and grants issued    {history.OfType<Issued>().Count()}");
        await WriteAsync($"answers: active             {answers.Count(entry => entry.Active)}");
        await WriteAsync($"answers: not active         {answers.Count(entry => !entry.Active)}");
        await WriteAsync($"answers from memory         {result.Hits}");
        await WriteAsync($"outages (503, no answer)    {history.OfType<Unanswered>().Count()}");
        foreach (var kind in revocations.GroupBy(entry => entry.By).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var waits = kind.Where(entry => entry.Acknowledged).Select(entry => (entry.End - entry.Begin).TotalMilliseconds).Order().ToList();
            var median = waits.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", median {waits[waits.Count / 2]:F0} ms, longest {waits[^1]:F0} ms");
            await WriteAsync($"{kind.Key}: {kind.Count()}, acknowledged {waits.Count}{median}");
        }

        foreach (var fault in history.OfType<Disturbed>().GroupBy(entry => entry.Fault).OrderBy(fault => fault.Key, StringComparer.Ordinal))
            await WriteAsync($"fault: {fault.Key}: {fault.Count()}");
        foreach (var missing in result.Unproven)
            await WriteAsync($"UNPROVEN {missing}");
        foreach (var violation in result.Violations.Take(MostViolations))
            await WriteAsync($"VIOLATION {violation}");
        if (!result.Passed)
            await WriteAsync($"The nodes' logs are in {result.Folder}");
        await WriteAsync($"{result.Violations.Count} violations; {(result.Passed ? "passed" : "FAILED")}");

        Task WriteAsync(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }
}
