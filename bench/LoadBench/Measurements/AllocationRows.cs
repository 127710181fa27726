using System.Globalization;
using IdentityHost.Bench.LoadBench.Report;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>Managed memory that one cached introspection takes, Kestrel's part with it.</summary>
internal sealed class AllocationRows(Lab lab)
{
    private const int MostBytes = 4096;

    private const int Seconds = 5;

    public async Task<IReadOnlyList<Row>> MeasureAsync(Contender cached, CancellationToken ct)
    {
        Progress.Say("Allocation ...");
        using var allocations = new Allocations(lab.Cached.ProcessId);
        await allocations.BeginAsync(ct);
        // What is asked beside the load would be counted as well, and is no introspection in part.
        var result = await lab.Alternation.OneAsync(cached with { Probes = [] }, Seconds, ct);
        var bytes = await allocations.StopAsync(ct) / result.Requests;
        return
        [
            new("introspection, cached, managed allocation a request")
            {
                Value = string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes"),
                Limit = string.Create(CultureInfo.InvariantCulture, $"at most {MostBytes:N0} bytes"),
                WithinLimit = bytes is > 0 and <= MostBytes,
            },
        ];
    }
}
