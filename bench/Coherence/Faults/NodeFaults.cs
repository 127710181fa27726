using Bench.Coherence.Work;

namespace Bench.Coherence.Faults;

/// <summary>A node stands still, or ends.</summary>
internal static class NodeFaults
{
    public static readonly Fault ShortPause = new("paused within the lease", (stage, node, dice) => PauseAsync(stage, node, dice.Between(0.2, 1.4)));

    public static readonly Fault LongPause = new("paused beyond the lease", (stage, node, dice) => PauseAsync(stage, node, dice.Between(2.2, 4.5)));

    public static readonly Fault Kill = new("killed and started again", async (stage, node, dice) =>
    {
        await stage.Nodes[node].KillAsync();
        await StartAgainAsync(stage, node, dice);
    })
    {
        TakesLong = true,
    };

    public static readonly Fault Restart = new("stopped and started again", async (stage, node, dice) =>
    {
        await stage.Nodes[node].StopAsync();
        await StartAgainAsync(stage, node, dice);
    })
    {
        TakesLong = true,
    };

    private static async Task PauseAsync(Stage stage, int node, TimeSpan time)
    {
        await stage.Nodes[node].PauseAsync();
        await Task.Delay(time);
        await stage.Nodes[node].ResumeAsync();
    }

    private static async Task StartAgainAsync(Stage stage, int node, Dice dice)
    {
        await Task.Delay(dice.Between(0, 1));
        stage.Nodes[node].Start();
        await stage.Nodes[node].ReadyAsync(CancellationToken.None);
    }
}
