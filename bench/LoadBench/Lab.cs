using IdentityHost.Bench.LoadBench.Checks;
using IdentityHost.Bench.LoadBench.Load;
using IdentityHost.Bench.LoadBench.Measurements;
using IdentityHost.Bench.LoadBench.Servers;
using IdentityHost.Bench.LoadBench.Tokens;
using Npgsql;

namespace IdentityHost.Bench.LoadBench;

/// <summary>What the measurements share: the programs, the tokens, the means.</summary>
internal sealed class Lab : IAsyncDisposable
{
    /// <summary>What has expired is removed only where that is measured.</summary>
    public static readonly Dictionary<string, string> WithoutRemoval = new(StringComparer.Ordinal) { ["IdentityHost__Grants__Removal__Enabled"] = "false" };

    private readonly NpgsqlDataSource _dataSource;
    private readonly List<ServerProcess> _servers = [];

    private Lab(BenchOptions options)
    {
        Options = options;
        _dataSource = NpgsqlDataSource.Create(options.Connection);
        Grants = new GrantTable(_dataSource);
        Contestants = new Contestants(options);
        Wrk = new Wrk(options.Wrk, options.Work);
        Checker = new SideChecker(Client);
        Alternation = new Alternation(options, Wrk, Checker);
    }

    public BenchOptions Options { get; }

    public TokenClient Client { get; } = new();

    public GrantTable Grants { get; }

    public Contestants Contestants { get; }

    public Wrk Wrk { get; }

    public SideChecker Checker { get; }

    public Alternation Alternation { get; }

    /// <summary>The host that asks the database every time.</summary>
    public ServerProcess Uncached { get; private set; } = null!;

    /// <summary>The host as it is by default.</summary>
    public ServerProcess Cached { get; private set; } = null!;

    public ServerProcess Ceilings { get; private set; } = null!;

    /// <summary>None where only the large table is measured.</summary>
    public ServerProcess? Peer { get; private set; }

    /// <summary>The processes of the peer.</summary>
    public int PeerWorkers { get; private set; }

    public TokenSet Tokens { get; private set; } = null!;

    /// <summary>What the ceilings answer: the host's answers.</summary>
    public string Answer { get; private set; } = "";

    public string TokenAnswer { get; private set; } = "";

    public static async Task<Lab> StartAsync(BenchOptions options, CancellationToken ct)
    {
        var lab = new Lab(options);
        try
        {
            await lab.StartAsync(ct);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_servers.Select(server => server.DisposeAsync().AsTask()));
        Client.Dispose();
        await _dataSource.DisposeAsync();
    }

    public Task<ServerProcess> HostAsync(string name, bool cached, Dictionary<string, string>? settings, CancellationToken ct) =>
        Contestants.HostAsync(
            name, new(settings ?? [], StringComparer.Ordinal) { ["IdentityHost__TokenCache__Enabled"] = cached ? "true" : "false" }, ct);

    private async Task StartAsync(CancellationToken ct)
    {
        Progress.Say("Starting the hosts, the peer and the ceilings ...");
        await Grants.PrepareAsync(ct);
        Uncached = Own(await HostAsync("host-uncached", cached: false, WithoutRemoval, ct));
        Cached = Own(await HostAsync("host-cached", cached: true, WithoutRemoval, ct));
        if (Options.Mode is not BenchMode.Large)
        {
            (var peer, PeerWorkers) = await PeerChoice.StartAsync(Contestants, Client, Wrk, ct);
            Peer = Own(peer);
        }

        Tokens = await TokenSet.IssueAsync(Client, Uncached.Address, Peer?.Address, Options, ct);

        var form = "grant_type=client_credentials&scope=messages.read";
        (_, TokenAnswer) = await Client.PostAsync(Uncached.Address.Of("/connect/token"), Demonstration.PlainClient.Authorization, form, ct);
        (_, Answer) = await Client.PostAsync(
            Uncached.Address.Of("/connect/introspect"), Demonstration.Api.Authorization, $"token={Tokens.Clients[0]}", ct);
        Ceilings = Own(await Contestants.CeilingsAsync(Answer, TokenAnswer, await Grants.DataOfAsync(Tokens.Clients[0], ct), ct));
        await Grants.SettleAsync(ct);

        ServerProcess Own(ServerProcess server)
        {
            _servers.Add(server);
            return server;
        }
    }
}
