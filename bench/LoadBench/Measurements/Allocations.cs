using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>What a running .NET program allocates, as its own counter says each second.</summary>
internal sealed class Allocations : IDisposable
{
    private readonly EventPipeSession _session;
    private readonly EventPipeEventSource _events;
    private readonly Task _reading;
    private readonly ConcurrentQueue<double> _bytesPerSecond = new();

    public Allocations(int processId)
    {
        var everySecond = new Dictionary<string, string>(StringComparer.Ordinal) { ["EventCounterIntervalSec"] = "1" };
        _session = new DiagnosticsClient(processId).StartEventPipeSession(
            new EventPipeProvider("System.Runtime", EventLevel.Informational, 0, everySecond), requestRundown: false);
        _events = new EventPipeEventSource(_session.EventStream);
        _events.Dynamic.All += Read;
        _reading = Task.Run(_events.Process);
    }

    /// <summary>Ends it.</summary>
    /// <returns>Bytes a second: the median of the seconds in which it was busy.</returns>
    public async Task<double> StopAsync(CancellationToken ct)
    {
        await _session.StopAsync(ct);
        await _reading;
        var most = _bytesPerSecond.DefaultIfEmpty().Max();
        return Series.Median(_bytesPerSecond.Where(bytes => bytes > most / 2).DefaultIfEmpty());
    }

    public void Dispose()
    {
        _events.Dispose();
        _session.Dispose();
    }

    private void Read(TraceEvent happened)
    {
        if (happened.EventName == "EventCounters" && happened.PayloadValue(0) is IDictionary<string, object> counter
            && counter["Payload"] is IDictionary<string, object> values && values["Name"] is "alloc-rate")
            _bytesPerSecond.Enqueue(Number(values["Increment"]) / Number(values["IntervalSec"]));
    }

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
