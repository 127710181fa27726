using Bench.Coherence.History;
using Bench.Coherence.Work;

namespace Bench.Coherence.Faults;

/// <summary>Which faults happen when.</summary>
internal sealed class FaultPlan(Stage stage, Recorder recorder, Dice dice, IReadOnlyList<Fault> faults)
{
    /// <summary>Every fault there is.</summary>
    public static readonly IReadOnlyList<Fault> All =
    [
        NodeFaults.ShortPause, NodeFaults.LongPause, NodeFaults.Kill, NodeFaults.Restart,
        ConnectionFaults.Cut, ConnectionFaults.Ended, ConnectionFaults.Silent, ConnectionFaults.Deaf, ConnectionFaults.Mute,
        DatabaseFaults.Restart, DatabaseFaults.Crash, Trap.Fault,
    ];

    private readonly Dictionary<int, Task> _down = [];

    /// <summary>One after the other, in rounds: in each round every fault happens once. The first round is always a whole one.</summary>
    public async Task RunAsync(TimeSpan until, CancellationToken ct)
    {
        do
        {
            foreach (var fault in dice.Shuffle(faults))
            {
                await BeginAsync(fault);
                await Task.Delay(dice.Between(0, 0.8), CancellationToken.None);
            }
        }
        while (recorder.Now < until && !ct.IsCancellationRequested);
        await Task.WhenAll(_down.Values);
    }

    private async Task BeginAsync(Fault fault)
    {
        var node = await AnyNodeAsync();
        var happening = RunAsync(fault, node);
        if (fault.TakesLong)
            _down[node] = happening;
        else
            await happening;
    }

    /// <summary>One that runs; so does another one.</summary>
    private async Task<int> AnyNodeAsync()
    {
        while (true)
        {
            foreach (var (node, back) in _down.Where(node => node.Value.IsCompleted).ToList())
            {
                await back;
                _down.Remove(node);
            }

            var running = Enumerable.Range(0, stage.Nodes.Count).Where(node => !_down.ContainsKey(node)).ToList();
            if (running.Count > 1)
                return dice.Pick(running);
            await Task.WhenAny(_down.Values);
        }
    }

    private async Task RunAsync(Fault fault, int node)
    {
        var begin = recorder.Now;
        await fault.RunAsync(stage, node, dice.Fork());
        recorder.Add(new Disturbed(recorder.NewOperation(), node, begin, recorder.Now, fault.Name));
    }
}
