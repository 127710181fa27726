using IdentityHost.Bench.LoadBench.Servers;
using IdentityHost.Bench.LoadBench.Tokens;
using Npgsql;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>A second database server, whose table of grants is large, and a host on it.</summary>
internal sealed class LargeTable : IAsyncDisposable
{
    public const int Grants = 10_000_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly NpgsqlDataSource _dataSource;
    private readonly Lab _lab;

    private LargeTable(Lab lab)
    {
        _lab = lab;
        _dataSource = NpgsqlDataSource.Create(lab.Options.LargeConnection);
        Table = new GrantTable(_dataSource);
    }

    public GrantTable Table { get; }

    /// <summary>Asks the database every time, and removes nothing.</summary>
    public ServerProcess Host { get; private set; } = null!;

    public TokenSet Tokens { get; private set; } = null!;

    public static async Task<LargeTable> MakeAsync(Lab lab, CancellationToken ct)
    {
        var large = new LargeTable(lab);
        try
        {
            await large.MakeAsync(ct);
            return large;
        }
        catch
        {
            await large.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        await _dataSource.DisposeAsync();
    }

    /// <summary>A host on this server.</summary>
    public Task<ServerProcess> HostAsync(string name, Dictionary<string, string> settings, CancellationToken ct) =>
        _lab.HostAsync(name, cached: false, new(settings, StringComparer.Ordinal) { [Contestants.ConnectionSetting] = _lab.Options.LargeConnection }, ct);

    private async Task MakeAsync(CancellationToken ct)
    {
        Progress.Say($"Loading {Grants:N0} grants ...");
        await Table.FillAsync(Grants, Lifetime, ct);
        Progress.Say("  loaded, indexed");
        Host = await HostAsync("host-large", Lab.WithoutRemoval, ct);
        Tokens = await TokenSet.IssueAsync(_lab.Client, Host.Address, peer: null, _lab.Options, ct);
        await Table.SettleAsync(ct);
    }
}
