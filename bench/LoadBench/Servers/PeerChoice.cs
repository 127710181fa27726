using IdentityHost.Bench.LoadBench.Load;
using IdentityHost.Bench.LoadBench.Measurements;
using IdentityHost.Bench.LoadBench.Tokens;

namespace IdentityHost.Bench.LoadBench.Servers;

/// <summary>The peer as it is fastest here: one process, or one for each core, with which it shares the machine with load and database.</summary>
internal static class PeerChoice
{
    private const int Rounds = 3;
    private const int Seconds = 1;

    public static async Task<(ServerProcess Server, int Workers)> StartAsync(Contestants contestants, TokenClient client, Wrk wrk, CancellationToken ct)
    {
        var peers = new List<(ServerProcess Server, int Workers, LoadRequest Request, List<double> Speeds)>();
        try
        {
            foreach (var workers in new[] { 1, Environment.ProcessorCount }.Distinct())
            {
                var server = await contestants.PeerAsync(workers, ct);
                var token = await client.ClientTokenAsync(server.Address.Of("/token"), Demonstration.PeerClient, "messages.read", ct);
                peers.Add((server, workers, new(server.Address.Of("/token/introspection"), Demonstration.Api.Authorization, [$"token={token}"]), []));
            }

            // The first round warms up.
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (_, _, request, speeds) in peers)
                    speeds.Add((await wrk.RunAsync(request, Seconds, ct)).PerSecond);
            }

            var fastest = peers.MaxBy(peer => Series.Median(peer.Speeds.Skip(1)));
            peers.Remove(fastest);
            return (fastest.Server, fastest.Workers);
        }
        finally
        {
            foreach (var (server, _, _, _) in peers)
                await server.DisposeAsync();
        }
    }
}
