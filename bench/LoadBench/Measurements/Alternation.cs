using System.Globalization;
using IdentityHost.Bench.LoadBench.Checks;
using IdentityHost.Bench.LoadBench.Load;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>Measures contenders in turn, round after round, every other round backwards: what disturbs the machine disturbs all alike.</summary>
internal sealed class Alternation(BenchOptions options, Wrk wrk, SideChecker checker)
{
    // A part of an answer may be missing at the end of a run, and numbers have more or fewer digits.
    private const double SizeTolerance = 0.03;

    private readonly Dictionary<Contender, long> _begun = [];

    /// <summary>Warms all up, then measures.</summary>
    public async Task<Dictionary<Contender, Series>> RunAsync(string title, IReadOnlyList<Contender> contenders, CancellationToken ct)
    {
        Progress.Say($"{title}: {string.Join(", ", contenders.Select(contender => contender.Name))}");
        var size = new Dictionary<Contender, double>();
        for (var time = 0; time < BenchOptions.WarmUps; time++)
        {
            foreach (var contender in contenders)
                size[contender] = (await OneAsync(contender, options.WarmUpSeconds, ct)).BytesPerAnswer;
        }

        var results = contenders.ToDictionary(contender => contender, _ => new List<WrkResult>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var contender in round % 2 == 0 ? contenders : contenders.Reverse())
            {
                var result = await OneAsync(contender, BenchOptions.RunSeconds, ct);
                if (Math.Abs(result.BytesPerAnswer / size[contender] - 1) > SizeTolerance)
                    throw new BenchFailedException($"{contender.Name}: answers of {result.BytesPerAnswer:F0} bytes, and of {size[contender]:F0} while it was warmed up");
                results[contender].Add(result);
            }
        }

        var series = results.ToDictionary(pair => pair.Key, pair => new Series(pair.Value));
        foreach (var (contender, measured) in series)
            Progress.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"  {contender.Name}: {measured.PerSecond:F0}/s ({string.Join(' ', measured.Runs.Select(run => run.PerSecond.ToString("F0", CultureInfo.InvariantCulture)))})"));
        return series;
    }

    /// <summary>One run, which counts only if nothing went wrong.</summary>
    public async Task<WrkResult> OneAsync(Contender contender, int seconds, CancellationToken ct, double thinkMilliseconds = 0, long? begin = null)
    {
        begin ??= _begun.GetValueOrDefault(contender);
        var result = await checker.WhileAsync(
            contender.Probes, () => wrk.RunAsync(contender.Request, seconds, ct, begin.Value, thinkMilliseconds), ct);
        if (result.Refused > 0 || result.Broken > 0)
            throw new BenchFailedException($"{contender.Name}: {result.Refused} answers were not 2xx, {result.Broken} did not come");
        if (contender.EachFormOnce)
        {
            // What was under way when wrk ended has been sent too.
            _begun[contender] = begin.Value + result.Requests + Wrk.Connections;
            if (_begun[contender] > contender.Request.Bodies.Count)
                throw new BenchFailedException($"{contender.Name}: there were not enough forms to send each once");
        }

        return result;
    }
}
