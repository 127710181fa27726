using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Checks;

/// <summary>Asks the same server while wrk does, some twenty times a second, and looks at every answer. One that is wrong ends the bench.</summary>
internal sealed class SideChecker(TokenClient client)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Answers that were looked at.</summary>
    public int Checked { get; private set; }

    /// <summary>Runs something, and looks meanwhile; at least once at each kind of answer.</summary>
    public async Task<T> WhileAsync<T>(IReadOnlyList<Probe> probes, Func<Task<T>> run, CancellationToken ct)
    {
        var running = run();
        try
        {
            for (var i = 0; probes.Count > 0 && (i < probes.Count || !running.IsCompleted); i++)
            {
                var probe = probes[i % probes.Count];
                if (await probe.Ask(client, ct) is { } wrong)
                    throw new BenchFailedException($"{probe.What}: {wrong}");
                Checked++;
                await Task.Delay(Pause, ct);
            }
        }
        catch
        {
            // It ends soon, and is not left running.
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await running;
    }
}
