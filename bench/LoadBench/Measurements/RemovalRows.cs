using System.Diagnostics;
using System.Globalization;
using IdentityHost.Bench.LoadBench.Load;
using IdentityHost.Bench.LoadBench.Report;
using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>A million grants are removed from the large table, while it is introspected and issued into.</summary>
internal sealed class RemovalRows(Lab lab, LargeTable large)
{
    private const int Expired = 1_000_000;
    private const string HaveExpired = """ "Expiration" < now() - interval '5 minutes' """;

    private readonly Contenders _contenders = new(lab, large.Tokens);

    public async Task<IReadOnlyList<Row>> MeasureAsync(CancellationToken ct)
    {
        Progress.Say($"Adding {Expired:N0} grants that have expired ...");
        await large.Table.AddExpiredAsync(Expired, ct);
        await large.Table.SettleAsync(ct);
        var before = await WithoutAsync(ct);
        var during = await DuringAsync(ct);
        var after = await WithoutAsync(ct);
        var without = new Series([.. before.Introspections, .. after.Introspections]);
        var (introspection, issuance) = (new Series(during.Introspections), new Series(during.Issuances));
        var keptUp = during.RemovedPerSecond / issuance.PerSecond;
        return
        [
            new($"introspection, not cached, {LargeTable.Grants:N0} grants, none is removed") { Speed = without },
            new(string.Create(CultureInfo.InvariantCulture, $"the same while {Expired:N0} expired grants are being removed"))
            {
                Speed = introspection, ToCeiling = new("without", introspection.PerSecond / without.PerSecond, 0.7),
            },
            new("client_credentials, reference token, meanwhile")
            {
                Speed = issuance,
                Limit = string.Create(CultureInfo.InvariantCulture, $"removed meanwhile: {during.RemovedPerSecond:N0}/s, at least as many as issued: {keptUp:F2} ×"),
                WithinLimit = keptUp >= 1,
            },
        ];
    }

    private async Task<Runs> WithoutAsync(CancellationToken ct)
    {
        var contender = _contenders.Introspection("without removal", large.Host, large.Tokens.Clients);
        var runs = new Runs();
        await lab.Alternation.OneAsync(contender, lab.Options.WarmUpSeconds, ct);
        for (var round = 0; round < lab.Options.Rounds; round++)
            runs.Introspections.Add(await lab.Alternation.OneAsync(contender, BenchOptions.RunSeconds, ct));
        return runs;
    }

    private async Task<Runs> DuringAsync(CancellationToken ct)
    {
        Progress.Say("Removing them ...");
        await using var host = await large.HostAsync("host-removing", [], ct);
        var introspection = _contenders.Introspection("during removal", host, large.Tokens.Clients);
        var issuance = _contenders.Issuance("during removal", host, Demonstration.PlainClient, "messages.read");
        await lab.Alternation.OneAsync(introspection, lab.Options.WarmUpSeconds, ct);
        await lab.Alternation.OneAsync(issuance, lab.Options.WarmUpSeconds, ct);
        var runs = new Runs();
        var (removed, seconds) = (0L, 0.0);
        while (true)
        {
            var inspected = await lab.Alternation.OneAsync(introspection, BenchOptions.RunSeconds, ct);
            var (left, began) = (await LeftAsync(ct), Stopwatch.GetTimestamp());
            var issued = await lab.Alternation.OneAsync(issuance, BenchOptions.RunSeconds, ct);
            var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var leftThen = await LeftAsync(ct);
            // Once little is left, nothing was removed for a part of the run.
            if (leftThen == 0)
                break;
            (removed, seconds) = (removed + left - leftThen, seconds + took);
            runs.Introspections.Add(inspected);
            runs.Issuances.Add(issued);
        }

        if (runs.Introspections.Count < lab.Options.Rounds)
            throw new BenchFailedException("the grants were removed sooner than anything could be measured");
        Progress.Say(string.Create(CultureInfo.InvariantCulture, $"  removed; measured {runs.Introspections.Count} rounds meanwhile"));
        return runs with { RemovedPerSecond = removed / seconds };
    }

    private Task<long> LeftAsync(CancellationToken ct) => large.Table.CountAsync(HaveExpired, ct);

    private sealed record Runs
    {
        public List<WrkResult> Introspections { get; } = [];

        public List<WrkResult> Issuances { get; } = [];

        public double RemovedPerSecond { get; init; }
    }
}
