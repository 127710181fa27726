using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.Deploy;

/// <summary>deploy/private-postgres: data that stays, a server that ends when it should.</summary>
public sealed class PrivatePostgresTests
{
    [Fact]
    public async Task A_stopped_server_refuses_and_a_started_one_has_port_password_and_data_of_before()
    {
        await using var cluster = await PrivateCluster.StartNewAsync();
        await ExecuteAsync(cluster.ConnectionString, "CREATE TABLE kept (id integer)");

        await cluster.StopAsync();
        await Should.ThrowAsync<NpgsqlException>(() => ExecuteAsync(cluster.ConnectionString, "SELECT 1"));

        await cluster.StartAsync();
        await ExecuteAsync(cluster.ConnectionString, "SELECT id FROM kept");
    }

    [Fact]
    public async Task A_server_wants_the_password()
    {
        await using var cluster = await PrivateCluster.StartNewAsync();
        var without = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Password = "guessed" };

        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(without.ConnectionString, "SELECT 1")))
            .SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_scratch_server_and_its_data_go_with_the_process_that_it_was_started_for()
    {
        var folder = NewFolder();
        using var owner = StartOwner();
        (await StartForAsync(owner, "--scratch", folder)).ShouldBe(0);
        (await StatusAsync(folder)).ShouldBe(0);

        // As abruptly as a test run may end.
        owner.Kill();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Directory.Exists(folder))
            await Task.Delay(100, limit.Token);
        (await StatusAsync(folder)).ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_was_started_again_outlives_the_process_that_the_first_was_started_for()
    {
        var folder = NewFolder();
        using var first = StartOwner();
        using var second = StartOwner();
        try
        {
            (await StartForAsync(first, folder)).ShouldBe(0);
            await Script.RunAsync("deploy/private-postgres", ["stop", folder]);
            (await StartForAsync(second, folder)).ShouldBe(0);

            first.Kill();

            // Longer than the first server's end would take to be noticed.
            await Task.Delay(TimeSpan.FromSeconds(3));
            (await StatusAsync(folder)).ShouldBe(0);
        }
        finally
        {
            second.Kill();
            await Script.RunAsync("deploy/private-postgres", ["remove", folder]);
        }
    }

    [Fact]
    public async Task What_it_does_not_understand_it_refuses_with_its_usage()
    {
        var answer = await Script.RunAsync("deploy/private-postgres", ["strat", "somewhere"]);

        answer.ExitCode.ShouldBe(2);
        answer.Errors.ShouldContain("private-postgres start");
    }

    private static string NewFolder() =>
        Path.Combine(Path.GetTempPath(), $"identityhost-tests-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");

    private static Process StartOwner() => Process.Start(new ProcessStartInfo("sleep", ["120"]) { UseShellExecute = false })!;

    private static async Task<int> StartForAsync(Process owner, params string[] arguments) =>
        (await Script.RunAsync(
            "deploy/private-postgres", ["start", "--while", owner.Id.ToString(CultureInfo.InvariantCulture), .. arguments])).ExitCode;

    private static async Task<int> StatusAsync(string folder) =>
        (await Script.RunAsync("deploy/private-postgres", ["status", folder])).ExitCode;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The statements are this class's own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
