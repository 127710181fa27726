using System.Globalization;
using Bench.Coherence.Checking;
using Bench.Coherence.Faults;
using Bench.Coherence.History;
using Bench.Coherence.Machines;
using Bench.Coherence.Work;
using IdentityHost.Migrations;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace Bench.Coherence.Run;

/// <summary>
/// Several hosts on one PostgreSQL, both of which fail, while tokens are issued, asked about everywhere and revoked anywhere. What every request was
/// answered is taken down, and checked at the end.
/// </summary>
internal sealed class CoherenceRun : IAsyncDisposable
{
    private const int ReadersOfANode = 2;
    private const int ServicesOfANode = 3;
    private const int MostAskedAtRest = 3000;
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(20);

    private readonly RunOptions _options;
    private readonly PrivateCluster _cluster;
    private readonly NpgsqlDataSource _database;
    private readonly string _folder;
    private readonly Node[] _nodes;
    private readonly Recorder _recorder = new(TimeProvider.System);
    private readonly Http _http;
    private readonly Workplace _place;
    private readonly Dice _dice;

    private CoherenceRun(RunOptions options, PrivateCluster cluster, string folder)
    {
        _options = options;
        _cluster = cluster;
        _folder = folder;
        _dice = new Dice(options.Seed);
        _database = NpgsqlDataSource.Create(cluster.ConnectionString + ";Application Name=Coherence;Timeout=5;Command Timeout=10");
        _nodes = [.. Enumerable.Range(0, options.Nodes).Select(node => new Node(node, cluster.ConnectionString, folder, options.Program))];
        _http = new Http(_nodes, _recorder);
        _place = new Workplace(_http, _recorder);
    }

    /// <summary>Does one run, from an empty PostgreSQL to the verdict.</summary>
    public static async Task<RunResult> RunAsync(RunOptions options, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("identityhost-coherence-").FullName;
        await using var cluster = await PrivateCluster.StartNewAsync(ct);
        await MigrateAsync(cluster.ConnectionString, ct);
        RunResult result;
        await using (var run = new CoherenceRun(options, cluster, folder))
            result = await run.RunAsync(ct);
        // The nodes' logs stay where somebody will want to read them.
        if (result.Passed)
            Directory.Delete(folder, recursive: true);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        _http.Dispose();
        await _database.DisposeAsync();
    }

    private static async Task MigrateAsync(string connectionString, CancellationToken ct)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        string[] arguments = ["up", "--seeds", RepositoryFolder.PathOf("bench/Coherence/seeds"), "--connection", connectionString];
        if (await MigrationsCommand.RunAsync(arguments, output, output, ct) != 0)
            throw new InvalidOperationException($"The migrations failed: {output}");
    }

    private async Task<RunResult> RunAsync(CancellationToken ct)
    {
        // The first makes the keys that the others find.
        foreach (var node in _nodes)
            node.Start();
        foreach (var node in _nodes)
            await node.ReadyAsync(ct);

        await LiveAsync(ct);
        var unproven = new List<string>(await new Recovery(_place).CheckAsync());
        var meters = new Meters(_folder);
        unproven.AddRange(await RestAsync(meters));

        var history = _recorder.Entries;
        var hits = _nodes.Select(node => meters.Sum(Meters.Hits, node.Number)).ToList();
        unproven.AddRange(Demands.Check(history, _options.Faults.Select(fault => fault.Name), hits));
        return new RunResult(_options.Seed, history, Checker.Check(history), unproven, hits.Sum(), _folder);
    }

    /// <summary>Everybody lives their life until the last fault is over.</summary>
    private async Task LiveAsync(CancellationToken ct)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var lives = new List<Task>();
        for (var node = 0; node < _nodes.Length; node++)
        {
            for (var reader = 0; reader < ReadersOfANode; reader++)
                lives.Add(new ReaderLife(_place, _dice.Fork(), node).RunAsync(stopping.Token));
            for (var service = 0; service < ServicesOfANode; service++)
                lives.Add(new ServiceLife(_place, _dice.Fork(), node).RunAsync(stopping.Token));
            lives.Add(new PersonLife(_place, _dice.Fork(), $"person{node}", node).RunAsync(stopping.Token));
        }

        lives.Add(new CallerLife(_place, _dice.Fork()).RunAsync(stopping.Token));
        lives.Add(new SwitchLife(_place, _database, _dice.Fork()).RunAsync(stopping.Token));
        try
        {
            var stage = new Stage(_cluster, _database, _nodes, _place);
            var faults = new FaultPlan(stage, _recorder, _dice.Fork(), _options.Faults).RunAsync(_recorder.Now + _options.Duration, ct);
            // A life that ends before it is told to has failed.
            await await Task.WhenAny([faults, .. lives]);
            await faults;
            await UntilAllMeansAsync(ct);
        }
        finally
        {
            await stopping.CancelAsync();
        }

        await Task.WhenAll(lives);
        await _place.BackgroundAsync();
    }

    /// <summary>Short runs on a slow machine may not have come round to everything.</summary>
    private async Task UntilAllMeansAsync(CancellationToken ct)
    {
        for (var end = _recorder.Now + MostPatience; _recorder.Now < end && Demands.MissingMeans(_recorder.Entries).Any();)
            await Task.Delay(500, ct);
    }

    /// <summary>When nothing changes any more, all nodes say the same of every token, and from memory.</summary>
    private async Task<IReadOnlyList<string>> RestAsync(Meters meters)
    {
        // What had no answer has happened by now, or never will.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = _nodes.Select(node => meters.Sum(Meters.Hits, node.Number)).ToList();
        var tokens = _dice.Shuffle(_place.Access).Take(MostAskedAtRest).ToList();
        await Task.WhenAll(_nodes.Select(node => AskAllAsync(node.Number, tokens)));
        await Task.Delay(TimeSpan.FromMilliseconds(600));
        return
        [
            .. _nodes.Where(node => meters.Sum(Meters.Hits, node.Number) == before[node.Number])
                .Select(node => string.Create(CultureInfo.InvariantCulture, $"node {node.Number} remembers nothing after the faults")),
        ];
    }

    private async Task AskAllAsync(int node, List<HeldToken> tokens)
    {
        foreach (var token in tokens)
        {
            await _place.AskAsync(node, token, passport: false, atRest: true);
            await _place.AskAsync(node, token, passport: true, atRest: true);
        }
    }
}
