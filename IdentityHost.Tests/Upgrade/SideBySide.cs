using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Migrations;
using IdentityHost.Tests.Sessions;

namespace IdentityHost.Tests.Upgrade;

/// <summary>
/// The previous and the present host on one database, which the previous programs made and the present migrations program then brought up to
/// date. What the previous host gave out before is kept.
/// </summary>
internal sealed class SideBySide : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _owned = [];

    public TestDatabase Database { get; private set; } = null!;

    public RunningHost Previous { get; private set; } = null!;

    public RunningHost Present { get; private set; } = null!;

    /// <summary>Its tokens end with the session.</summary>
    public string TiedClient { get; private set; } = "";

    public GivenBefore Before { get; private set; } = null!;

    public static async Task<SideBySide> StartAsync(PreviousProgram program)
    {
        var both = new SideBySide();
        try
        {
            await both.StartHostsAsync(program);
            return both;
        }
        catch
        {
            await both.DisposeAsync();
            throw;
        }
    }

    /// <summary>A database as the previous migrations program makes it, with the demonstration's seeds.</summary>
    public static async Task<TestDatabase> NewDatabaseAsync(PreviousProgram program)
    {
        var database = await (await PostgresServer.GetAsync()).CreateEmptyDatabaseAsync();
        var up = await program.MigrateAsync("up", database);
        up.ExitCode.ShouldBe(ExitCodes.Ok, up.Errors);
        return database;
    }

    /// <summary>Runs the present migrations program.</summary>
    public static async Task UpgradeAsync(TestDatabase database)
    {
        var up = await MigrationsCli.RunAsync(database.ConnectionString, "up", "--seeds", RepositoryFolder.PathOf("migrations/demo"));
        up.Errors.ShouldBeEmpty();
        up.ExitCode.ShouldBe(ExitCodes.Ok);
    }

    public async ValueTask DisposeAsync()
    {
        Before?.Browser.Dispose();
        foreach (var owned in Enumerable.Reverse(_owned))
            await owned.DisposeAsync();
    }

    private async Task StartHostsAsync(PreviousProgram program)
    {
        Database = await NewDatabaseAsync(program);
        _owned.Add(Database);
        TiedClient = await Database.AddAppAsync(new { CoordinateLifetimeWithUserSession = true });
        Previous = await RunningHost.StartAsync(program.Host, Database);
        _owned.Add(Previous);
        Before = await GivenBefore.TakeAsync(Previous);
        await UpgradeAsync(Database);
        Present = await RunningHost.StartAsync(HostProgram.Present, Database);
        _owned.Add(Present);
        // Both may answer from memory.
        await Eventually.TrueAsync(async () => await Database.ScalarAsync<long>("""SELECT count(*) FROM "NodeLeases" """) == 2, seconds: 30);
    }
}
