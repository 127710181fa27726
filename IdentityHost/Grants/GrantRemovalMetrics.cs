using System.Diagnostics.Metrics;

namespace IdentityHost.Grants;

/// <summary>The meter <c>IdentityHost.Grants</c>: rows removed by kind, and rounds that failed.</summary>
internal sealed class GrantRemovalMetrics
{
    public const string MeterName = "IdentityHost.Grants";

    private readonly Counter<long> _removed;
    private readonly Counter<long> _failures;

    public GrantRemovalMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _removed = meter.CreateCounter<long>("identityhost.grants.removed", "{row}", "Expired rows that were removed.");
        _failures = meter.CreateCounter<long>("identityhost.grants.removal.failures", "{round}", "Rounds of removal that failed.");
    }

    public void Removed(IEnumerable<RemovedRows> batch)
    {
        foreach (var removed in batch)
        {
            if (removed.Rows > 0)
                _removed.Add(removed.Rows, new KeyValuePair<string, object?>("kind", removed.Kind));
        }
    }

    public void Failed() => _failures.Add(1);
}
