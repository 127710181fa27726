using System.Globalization;
using IdentityHost.Bench.LoadBench.Report;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>From the start of the process to ready, on a database that is there.</summary>
internal sealed class StartRows(Lab lab)
{
    private const double MostSeconds = 3;

    public async Task<IReadOnlyList<Row>> MeasureAsync(CancellationToken ct)
    {
        Progress.Say("Start ...");
        var seconds = new List<double>();
        for (var round = 0; round < lab.Options.Rounds; round++)
        {
            await using var host = await lab.HostAsync("host-started", cached: true, settings: null, ct);
            seconds.Add(host.StartTime.TotalSeconds);
        }

        var median = Series.Median(seconds);
        return
        [
            new("start to ready, on an existing database")
            {
                Value = string.Create(CultureInfo.InvariantCulture, $"{median:F2} s"),
                Limit = string.Create(CultureInfo.InvariantCulture, $"at most {MostSeconds} s"),
                WithinLimit = median <= MostSeconds,
            },
        ];
    }
}
