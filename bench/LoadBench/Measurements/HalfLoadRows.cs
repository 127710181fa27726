using System.Globalization;
using IdentityHost.Bench.LoadBench.Load;
using IdentityHost.Bench.LoadBench.Report;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>
/// Latency at half of the maximum load. wrk knows no rate; its connections think between an answer and the next request, as long as it takes
/// for all of them together to send as many a second as wanted. R is asked as often as the host: half of its own maximum is noted as well.
/// </summary>
internal sealed class HalfLoadRows(Lab lab)
{
    private const double Factor = 3;

    /// <summary>How far from the wanted rate a run may be.</summary>
    private const double Tolerance = 0.1;

    private const int Attempts = 6;

    public async Task<IReadOnlyList<Row>> MeasureAsync(Contender r, Contender cached, double perSecond, double perSecondOfR, CancellationToken ct)
    {
        Progress.Say("Latency at half load ...");
        var mine = await PaceAsync(cached, perSecond / 2, ct);
        var same = await PaceAsync(r, perSecond / 2, ct);
        var own = await PaceAsync(r, perSecondOfR / 2, ct);
        var (minesRuns, sameRuns, ownRuns) = (new List<WrkResult>(), new List<WrkResult>(), new List<WrkResult>());
        for (var round = 0; round < lab.Options.Rounds; round++)
        {
            minesRuns.Add(await RunAsync(cached, mine, ct));
            sameRuns.Add(await RunAsync(r, same, ct));
            ownRuns.Add(await RunAsync(r, own, ct));
        }

        var (mines, sames, owns) = (new Series(minesRuns), new Series(sameRuns), new Series(ownRuns));
        var times = Series.Median(minesRuns.Zip(sameRuns, (host, ceiling) => host.P99 / ceiling.P99));
        return
        [
            new("R at half the load of the cached introspection") { Speed = sames },
            new("R at half of its own") { Speed = owns },
            new("introspection, cached, at half load")
            {
                Speed = mines,
                Limit = string.Create(CultureInfo.InvariantCulture, $"p99 at most {Factor} × R's at that load: {times:F2}"),
                WithinLimit = times <= Factor,
            },
        ];
    }

    private Task<WrkResult> RunAsync(Contender contender, double think, CancellationToken ct) =>
        lab.Alternation.OneAsync(contender, BenchOptions.RunSeconds, ct, think);

    /// <summary>Finds the time to think at which the rate is about the wanted one. On a machine that is busy otherwise it may miss; the table has the rate.</summary>
    private async Task<double> PaceAsync(Contender contender, double perSecond, CancellationToken ct)
    {
        var think = 1000.0 * Wrk.Connections / perSecond;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var got = (await RunAsync(contender, think, ct)).PerSecond;
            if (Math.Abs(got / perSecond - 1) < Tolerance)
                break;
            // A connection's cycle is the answer and the thought; what is too much or too little of it is made up by the thought.
            think = Math.Max(0.05, think + 1000.0 * Wrk.Connections * (1 / perSecond - 1 / got));
        }

        return think;
    }
}
