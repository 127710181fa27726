using System.Diagnostics.Metrics;

namespace IdentityHost.Throttling;

/// <summary>The meter <c>IdentityHost.Throttling</c>: who is refused, and how long passwords wait to be looked at.</summary>
internal sealed class ThrottlingMetrics
{
    public const string MeterName = "IdentityHost.Throttling";

    private readonly Meter _meter;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _waits;

    public ThrottlingMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _refusals = _meter.CreateCounter<long>(
            "identityhost.throttling.refusals", "{request}", "Requests answered with 429, by kind: form, password or client.");
        _waits = _meter.CreateHistogram<double>(
            "identityhost.throttling.password.wait", "s", "How long passwords wait until they are looked at.");
    }

    public void Refused(string kind) => _refusals.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void PasswordWaited(TimeSpan duration) => _waits.Record(duration.TotalSeconds);

    public FairQueue Watch(FairQueue queue)
    {
        _meter.CreateObservableGauge(
            "identityhost.throttling.password.waiting", () => queue.Waiting, "{password}", "Passwords that wait to be looked at.");
        return queue;
    }
}
