using IdentityHost.Bench.LoadBench.Report;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>Introspection with ten million grants in the table, beside the same with ten thousand.</summary>
internal sealed class LargeRows(Lab lab, LargeTable large)
{
    public async Task<IReadOnlyList<Row>> MeasureAsync(CancellationToken ct)
    {
        var small = new Contenders(lab, lab.Tokens).Introspection("small table", lab.Uncached, lab.Tokens.Clients);
        var big = new Contenders(lab, large.Tokens).Introspection("large table", large.Host, large.Tokens.Clients);
        var speed = await lab.Alternation.RunAsync("Large table", [small, big], ct);
        return
        [
            new($"introspection, not cached, {lab.Tokens.Clients.Length:N0} hot tokens, few other grants") { Speed = speed[small] },
            new($"the same with {LargeTable.Grants:N0} grants in the table")
            {
                Speed = speed[big], ToCeiling = new("the small table's", speed[big].Times(speed[small]), 0.8),
            },
        ];
    }
}
