using System.Globalization;
using IdentityHost.Bench.LoadBench.Measurements;
using IdentityHost.Bench.LoadBench.Report;

namespace IdentityHost.Bench.LoadBench;

/// <summary>One run of the bench.</summary>
internal static class Bench
{
    /// <returns>0: measured, whether or not the targets were met. 1: an answer was wrong, or something did not work.</returns>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        try
        {
            var began = TimeProvider.System.GetTimestamp();
            await using var lab = await Lab.StartAsync(options, ct);
            var rows = await MeasureAsync(lab, ct);
            var table = Table.Write(rows, Notes(lab, TimeProvider.System.GetElapsedTime(began)));
            await Console.Out.WriteAsync(table.AsMemory(), ct);
            await File.WriteAllTextAsync(options.Output, table, ct);
            return 0;
        }
        catch (BenchFailedException failed)
        {
            Progress.Say($"The bench failed: {failed.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 130;
        }
    }

    private static async Task<List<Row>> MeasureAsync(Lab lab, CancellationToken ct)
    {
        if (lab.Options.Mode is BenchMode.Large)
            return await MeasureLargeAsync(lab, ct);
        var introspection = new IntrospectionRows(lab);
        List<Row> rows = [.. await introspection.MeasureAsync(ct)];
        var (r, cached, perSecond, perSecondOfR) = introspection.Cached;
        rows.AddRange(await new HalfLoadRows(lab).MeasureAsync(r, cached, perSecond, perSecondOfR, ct));
        rows.AddRange(await new AllocationRows(lab).MeasureAsync(cached, ct));
        rows.AddRange(await new TokenRows(lab).MeasureAsync(ct));
        rows.AddRange(await new StartRows(lab).MeasureAsync(ct));
        return rows;
    }

    private static async Task<List<Row>> MeasureLargeAsync(Lab lab, CancellationToken ct)
    {
        List<Row> rows;
        await using (var large = await LargeTable.MakeAsync(lab, ct))
        {
            rows = [.. await new LargeRows(lab, large).MeasureAsync(ct), .. await new RemovalRows(lab, large).MeasureAsync(ct)];
        }

        // Last, since its tokens would make the small table that the large one is compared with a large one too.
        rows.AddRange(await new MemoryRows(lab).MeasureAsync(ct));
        return rows;
    }

    private static IEnumerable<string> Notes(Lab lab, TimeSpan took)
    {
        var options = lab.Options;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {options.Machine}; load, servers and database share it. `bench/run` took {took.TotalMinutes:F0} min.");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"wrk -t1 -c32, {options.Rounds} rounds of {BenchOptions.RunSeconds} s in alternation (every other one backwards) after {BenchOptions.WarmUps} times {options.WarmUpSeconds} s of warming up; medians, of ratios the median of the rounds.");
        if (options.Mode is not BenchMode.Large)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"oidc-provider in {lab.PeerWorkers} processes, which of 1 and {Environment.ProcessorCount} is faster here; all contenders have {BenchOptions.PoolSize} pooled connections, statements are prepared, commits are durable.");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Meanwhile {lab.Checker.Checked:N0} answers of every kind were asked for beside the load and compared with what they must be; a wrong one, an answer that is not 2xx, or answers of another size end the run.");
    }
}
