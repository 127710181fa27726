using System.Collections.Concurrent;

namespace IdentityHost.Throttling.Clients;

/// <summary>
/// The callers of late, in bounded memory. Each introspection looks its caller up, so this allocates nothing and reads no clock, as the framework's
/// cache would.
/// </summary>
internal sealed class CallerRecords
{
    /// <summary>
    /// Beyond that, a quarter is forgotten. First those of whom no secret was right yet, and of these the ones that failed least: who guesses can't have
    /// that forgotten by naming clients without end. Then those that were not seen for the longest time.
    /// </summary>
    internal const int Most = 20_000;

    private readonly ConcurrentDictionary<Caller, CallerRecord> _records = new();
    private readonly Lock _trimming = new();
    private int _count;

    /// <summary>Null: it is not known.</summary>
    internal CallerRecord? Find(Caller caller)
    {
        if (!_records.TryGetValue(caller, out var record))
            return null;
        record.LastSeen = Environment.TickCount64;
        return record;
    }

    /// <summary>A caller's record, which is made if there is none.</summary>
    internal CallerRecord Get(Caller caller)
    {
        if (Find(caller) is { } known)
            return known;
        var record = new CallerRecord { LastSeen = Environment.TickCount64 };
        if (!_records.TryAdd(caller, record))
            return _records.GetValueOrDefault(caller, record);
        if (Interlocked.Increment(ref _count) > Most)
            Trim();
        return record;
    }

    private void Trim()
    {
        lock (_trimming)
        {
            if (Volatile.Read(ref _count) <= Most)
                return;
            foreach (var (caller, _) in _records.ToArray()
                .OrderBy(entry => entry.Value.HasSecrets)
                .ThenBy(entry => entry.Value.HasSecrets ? entry.Value.LastSeen : entry.Value.PaidUntil)
                .Take(Most / 4))
            {
                if (_records.TryRemove(caller, out _))
                    Interlocked.Decrement(ref _count);
            }
        }
    }
}
