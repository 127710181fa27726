using System.Diagnostics.Metrics;

namespace IdentityHost.Grants;

/// <summary>The meter <c>IdentityHost.Grants</c>: rows removed by kind, and rounds that failed.</summary>
internal sealed class GrantRemovalMetrics
{
    public const string MeterName = "IdentityHost.Grants";

    private readonly Counter<long> removed;
    private readonly Counter<long> failures;

    public GrantRemovalMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        removed = meter.CreateCounter<long>("identityhost.grants.removed", "{row}", "Expired rows that were removed.");
        failures = meter.CreateCounter<long>("identityhost.grants.removal.failures", "{round}", "Rounds of removal that failed.");
    }

    public void Removed(ExpiredGrantsRemoved batch)
    {
        Count(batch.Grants, "grant");
        Count(batch.DeviceCodes, "device_code");
        Count(batch.PushedRequests, "pushed_request");
    }

    public void Failed() => failures.Add(1);

    private void Count(int rows, string kind)
    {
        if (rows > 0)
            removed.Add(rows, new KeyValuePair<string, object?>("kind", kind));
    }
}
