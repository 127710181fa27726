using Xunit.Abstractions;

namespace IdentityHost.Tests.Upgrade;

/// <summary>A rolling upgrade, and its way back.</summary>
[Collection(UpgradeCollection.Name)]
public sealed class UpgradeTests(PreviousProgram program, ITestOutputHelper output)
{
    [Fact]
    public async Task From_the_previous_host_to_the_present_and_back_no_request_is_lost()
    {
        await using var database = await SideBySide.NewDatabaseAsync(program);
        await using var previous = await RunningHost.StartAsync(program.Host, database);
        await using var load = await SteadyLoad.StartAsync(previous);
        await load.GoOnAsync();

        await SideBySide.UpgradeAsync(database);
        await load.GoOnAsync();

        await using var present = await RunningHost.StartAsync(HostProgram.Present, database);
        load.PutInService(present);
        await load.GoOnAsync();
        await load.TakeOutOfServiceAsync(previous);
        (await previous.StopAsync()).ShouldBe(0);
        await load.GoOnAsync();

        // The program goes back, the schema stays.
        await using var again = await RunningHost.StartAsync(program.Host, database);
        load.PutInService(again);
        await load.GoOnAsync();
        await load.TakeOutOfServiceAsync(present);
        (await present.StopAsync()).ShouldBe(0);
        await load.GoOnAsync();

        output.WriteLine($"Previous host: {program.Commit}. {await load.EndAsync()}.");
        load.Lost.ShouldBeEmpty();
    }
}
