namespace Bench.Coherence.Faults;

/// <summary>PostgreSQL ends, and comes back.</summary>
internal static class DatabaseFaults
{
    public static readonly Fault Restart = new("PostgreSQL restarted", async (stage, _, dice) =>
    {
        await stage.Cluster.StopAsync();
        await Task.Delay(dice.Between(0, 1));
        await stage.Cluster.StartAsync();
    });

    public static readonly Fault Crash = new("PostgreSQL crashed", async (stage, _, dice) =>
    {
        await stage.Cluster.StopAsync(immediately: true);
        await Task.Delay(dice.Between(0, 1));
        await stage.Cluster.StartAsync();
    });
}
