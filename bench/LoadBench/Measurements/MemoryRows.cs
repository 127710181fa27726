using System.Globalization;
using IdentityHost.Bench.LoadBench.Report;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>What the host has in memory once its cache is full: more tokens are asked about than fit.</summary>
internal sealed class MemoryRows(Lab lab)
{
    private const int MostMegabytes = 300;

    // A remembered token takes more than 200 bytes, and 64 MiB is the default.
    private const int Tokens = 320_000;

    private const int FillSeconds = 10;

    public async Task<IReadOnlyList<Row>> MeasureAsync(CancellationToken ct)
    {
        Progress.Say($"Asking about {Tokens:N0} tokens, which are more than fit into the cache ...");
        var tokens = await lab.Grants.MultiplyAsync(lab.Tokens.Clients[0], Tokens, ct);
        await lab.Grants.SettleAsync(ct);
        await using var host = await lab.HostAsync("host-full", cached: true, Lab.WithoutRemoval, ct);
        var contender = new Contenders(lab, lab.Tokens).Introspection("all of them", host, tokens);
        var asked = 0L;
        while (asked < Tokens)
            asked += (await lab.Alternation.OneAsync(contender, FillSeconds, ct, begin: asked)).Requests;

        var hot = new Contenders(lab, lab.Tokens).Introspection("the last of them", host, tokens[^1000..]);
        await lab.Alternation.OneAsync(hot, lab.Options.WarmUpSeconds, ct);
        var result = await lab.Alternation.OneAsync(hot, BenchOptions.RunSeconds, ct);
        return
        [
            new("memory with a full cache, resident")
            {
                Value = string.Create(CultureInfo.InvariantCulture, $"{host.ResidentBytes / 1e6:F0} MB under {result.PerSecond:N0}/s, at most {host.PeakResidentBytes / 1e6:F0} MB"),
                Limit = $"at most {MostMegabytes} MB",
                WithinLimit = host.PeakResidentBytes / 1e6 <= MostMegabytes,
            },
        ];
    }
}
