using System.Collections.Concurrent;

namespace Bench.Coherence.History;

/// <summary>Takes down what happens, from any thread.</summary>
internal sealed class Recorder(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private readonly ConcurrentQueue<Entry> _entries = new();
    private long _operations;
    private int _tokens;

    /// <summary>Since the recorder was made.</summary>
    public TimeSpan Now => clock.GetElapsedTime(_start);

    public IReadOnlyList<Entry> Entries => [.. _entries];

    public long NewOperation() => Interlocked.Increment(ref _operations);

    public int NewToken() => Interlocked.Increment(ref _tokens);

    public void Add(Entry entry) => _entries.Enqueue(entry);
}
