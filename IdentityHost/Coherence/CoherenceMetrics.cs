using System.Diagnostics.Metrics;
using IdentityHost.Memory;

namespace IdentityHost.Coherence;

/// <summary>The meter <c>IdentityHost.Coherence</c>: whether this node may answer from memory, and for how long revocations wait.</summary>
internal sealed class CoherenceMetrics
{
    public const string MeterName = "IdentityHost.Coherence";

    private readonly Counter<long> _lapses;
    private readonly Histogram<double> _renewals;
    private readonly Counter<long> _acknowledgements;
    private readonly Histogram<double> _waits;
    private readonly Counter<long> _rounds;
    private readonly Counter<long> _removals;

    public CoherenceMetrics(IMeterFactory meters, NodeLease lease)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "identityhost.coherence.lease.held", () => lease.Current is null ? 0 : 1, "{lease}", "1 while this node may answer from memory, else 0.");
        _lapses = meter.CreateCounter<long>(
            "identityhost.coherence.lease.lapses", "{lapse}", "How often listening ended, or could not begin, other than by the host's end.");
        _renewals = meter.CreateHistogram<double>("identityhost.coherence.lease.renewal.duration", "s", "How long renewing the lease takes.");
        _acknowledgements = meter.CreateCounter<long>(
            "identityhost.coherence.acknowledgements", "{announcement}", "Announcements that this node acknowledged to whoever took access away.");
        _waits = meter.CreateHistogram<double>(
            "identityhost.coherence.barrier.wait", "s", "How long revocations wait until every node has heard of them, or its lease has lapsed.");
        _rounds = meter.CreateCounter<long>("identityhost.coherence.barrier.rounds", "{round}", "Questions to all nodes, which revocations share.");
        _removals = meter.CreateCounter<long>("identityhost.coherence.nodes.removed", "{node}", "Nodes that were gone and whose lease was removed.");
    }

    public void Lapsed() => _lapses.Add(1);

    public void Renewed(TimeSpan duration) => _renewals.Record(duration.TotalSeconds);

    public void Acknowledged(int announcements) => _acknowledgements.Add(announcements);

    public void Waited(TimeSpan duration, bool acknowledged) =>
        _waits.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("acknowledged", acknowledged));

    public void RoundEnded() => _rounds.Add(1);

    public void NodeRemoved() => _removals.Add(1);
}
