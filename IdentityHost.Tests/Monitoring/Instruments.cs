using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace IdentityHost.Tests.Monitoring;

/// <summary>Listens to the meters that are exported, and knows how an OpenTelemetry collector writes for Prometheus what it hears.</summary>
internal sealed class Instruments : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _labels = [];

    /// <param name="meters">Their names; one may end with an asterisk.</param>
    public Instruments(IReadOnlyCollection<string> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!meters.Any(meter => Matches(meter, instrument.Meter.Name)))
                return;
            foreach (var name in PrometheusNames.Of(instrument))
                _labels.TryAdd(name, []);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Heard(instrument, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Heard(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Heard(instrument, tags));
        _listener.Start();
    }

    /// <summary>Prometheus' names of all metrics, each with the labels that were heard.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Metrics()
    {
        _listener.RecordObservableInstruments();
        return _labels.ToDictionary(l => l.Key, l => (IReadOnlyCollection<string>)[.. l.Value.Keys]);
    }

    public void Dispose() => _listener.Dispose();

    private static bool Matches(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    private void Heard(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var name in PrometheusNames.Of(instrument))
        {
            foreach (var (key, _) in tags)
                _labels[name].TryAdd(PrometheusNames.Label(key), true);
        }
    }
}
