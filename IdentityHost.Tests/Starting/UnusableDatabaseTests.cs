using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.Starting;

/// <summary>A connection string that leads nowhere: the host starts, is not ready, and says why in one sentence that names the setting.</summary>
[Collection(PostgresCollection.Name)]
public sealed class UnusableDatabaseTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1", "Failed to connect to 127.0.0.1:1.")]
    [InlineData("Host=no-such-host.invalid", "")]
    public async Task Nobody_answers_there(string connectionString, string reason) => await ShouldSayAsync(connectionString, reason);

    [Fact]
    public async Task The_database_does_not_exist()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        var elsewhere = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "no_such_database" }.ConnectionString;

        await ShouldSayAsync(elsewhere, "database \"no_such_database\" does not exist (3D000).");
    }

    [Fact]
    public async Task The_user_does_not_exist()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync();
        var elsewhere = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "nobody_here", Password = "geheim" }.ConnectionString;

        await ShouldSayAsync(elsewhere, "");
    }

    private static async Task ShouldSayAsync(string connectionString, string reason)
    {
        await using var host = await TestHost.StartAsync(new TestDatabase(connectionString, () => Task.CompletedTask));

        using var ready = await host.Client.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        var said = host.Logs.Lines.Select(l => l.Message).Where(m => m.StartsWith("The host can't answer yet", StringComparison.Ordinal)).ToList();
        said[0].ShouldStartWith(
            $"The host can't answer yet and goes on trying: The database of ConnectionStrings:IdentityHost can't be used: {reason}");
        said[0].ShouldNotContain("\n");
        said[0].ShouldNotContain("geheim");
    }
}
