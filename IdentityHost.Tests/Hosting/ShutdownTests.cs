using System.Net;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace IdentityHost.Tests.Hosting;

[Collection(PostgresCollection.Name)]
public sealed class ShutdownTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_request_in_flight_is_answered_before_the_host_ends()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var host = await TestHost.StartAsync(database);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("""LOCK TABLE "PersistedGrants" """, connection, transaction))
            await command.ExecuteNonQueryAsync();

        var request = new TokenClient(host).PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "client_credentials" },
            TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        await Eventually.TrueAsync(async () => await database.ScalarAsync<long>(
            """SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE 'INSERT%'""") > 0);
        var stopping = host.Services.GetRequiredService<IHost>().StopAsync();
        await Task.Delay(300);
        request.IsCompleted.ShouldBeFalse();

        await transaction.CommitAsync();

        using var response = await request;
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await stopping;
        await host.DisposeAsync();
    }
}
