using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>What a running .NET program allocates, as its own counter says each second.</summary>
internal sealed class Allocations : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly EventPipeSession _session;
    private readonly EventPipeEventSource _events;
    private readonly Task _reading;
    private readonly ConcurrentQueue<double> _bytes = new();

    public Allocations(int processId)
    {
        var interval = Interval.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["EventCounterIntervalSec"] = interval };
        _session = new DiagnosticsClient(processId).StartEventPipeSession(
            new EventPipeProvider("System.Runtime", EventLevel.Informational, 0, settings), requestRundown: false);
        _events = new EventPipeEventSource(_session.EventStream);
        _events.Dynamic.All += Read;
        _reading = Task.Run(_events.Process);
    }

    /// <summary>Ends it, once the counter has spoken of what was until now.</summary>
    /// <returns>Bytes since the beginning.</returns>
    public async Task<double> StopAsync(CancellationToken ct)
    {
        await Task.Delay(2 * Interval, ct);
        await _session.StopAsync(ct);
        await _reading;
        return _bytes.Sum();
    }

    public void Dispose()
    {
        _events.Dispose();
        _session.Dispose();
    }

    /// <summary>Waits until it counts.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        while (_bytes.IsEmpty)
            await Task.Delay(Interval / 10, ct);
        _bytes.Clear();
    }

    private void Read(TraceEvent happened)
    {
        if (happened.EventName == "EventCounters" && happened.PayloadValue(0) is IDictionary<string, object> counter
            && counter["Payload"] is IDictionary<string, object> values && values["Name"] is "alloc-rate")
            _bytes.Enqueue(Convert.ToDouble(values["Increment"], CultureInfo.InvariantCulture));
    }
}
