using System.Diagnostics.Metrics;

namespace IdentityHost.Data.Availability;

/// <summary>The meter <c>IdentityHost.Database</c>: whether requests may ask the database, and how many were not let.</summary>
internal sealed class DatabaseMetrics
{
    public const string MeterName = "IdentityHost.Database";

    private readonly Meter _meter;
    private readonly Counter<long> _outages;
    private readonly Counter<long> _refusals;

    public DatabaseMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _outages = _meter.CreateCounter<long>("identityhost.database.outages", "{outage}", "How often the database stopped answering.");
        _refusals = _meter.CreateCounter<long>(
            "identityhost.database.refusals", "{connection}", "Connections that were not asked for, since the database does not answer or too many wait.");
    }

    /// <summary>What is looked at when somebody measures.</summary>
    public void Observe(Func<bool> isAvailable, Func<int> waiting)
    {
        _meter.CreateObservableGauge(
            "identityhost.database.available", () => isAvailable() ? 1 : 0, "{database}", "1 while requests may ask the database, else 0.");
        _meter.CreateObservableGauge("identityhost.database.waiting", waiting, "{request}", "Requests that wait for a connection before the pool.");
    }

    public void OutageBegan() => _outages.Add(1);

    public void Refused() => _refusals.Add(1);
}
