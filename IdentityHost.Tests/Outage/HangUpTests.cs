using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using IdentityHost.Users.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IdentityHost.Tests.Outage;

/// <summary>A client that hangs up in the middle of a request is no error of ours, whatever the request does at that moment. A lost connection is.</summary>
[Collection(PostgresCollection.Name)]
public sealed class HangUpTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Authorize = "/connect/authorize?client_id=3&response_type=code&scope=openid&redirect_uri=http%3A%2F%2Flocalhost%3A5002%2Fcallback"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

    [Theory]
    [InlineData("Clients")]
    [InlineData("ClientClaims")]
    [InlineData("ApiResources")]
    [InlineData("ApiScopes")]
    [InlineData("PersistedGrants")]
    public async Task While_a_statement_waits(string table)
    {
        await using var node = await TestHost.StartAsync(host.Database);
        await using (var held = await HeldLock.TakeAsync(host.Database, $"LOCK TABLE \"{table}\" IN ACCESS EXCLUSIVE MODE"))
        {
            using var client = node.NewClient();
            var request = new TokenClient(client).PostFormAsync(
                "/connect/token", Requests.ClientCredentials(), TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
            await held.WaitForAsync("");
            client.CancelPendingRequests();
            await Should.ThrowAsync<OperationCanceledException>(() => request);
            await Eventually.TrueAsync(async () => await WaitingAsync() == 0, seconds: 30);
        }

        ErrorsOf(node).ShouldBeEmpty();
    }

    [Fact]
    public async Task At_any_moment()
    {
        await using var node = await TestHost.StartAsync(host.Database);
        using var stop = new CancellationTokenSource();
        var changing = ChangeConfigurationAsync(stop.Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async asker =>
        {
            for (var i = 0; i < 60; i++)
                await AskForAsync(node, (asker + i) % 3, TimeSpan.FromMilliseconds(1 + ((asker * 7) + (i * 13)) % 60));
        }));
        await stop.CancelAsync();
        await changing;

        ErrorsOf(node).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_is_finished_all_the_same()
    {
        await using var node = await TestHost.StartAsync(host.Database);
        await using var scope = node.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UsersDbContext>().Database;
        await using (var transaction = await users.BeginTransactionAsync())
        {
            await users.ExecuteSqlAsync($"""UPDATE "Users" SET "DisplayName" = 'committed' WHERE "Id" = {Demo.Subject}""");
            await transaction.CommitAsync(new CancellationToken(canceled: true));
        }

        (await host.Database.ScalarAsync<string>("""SELECT "DisplayName" FROM "Users" WHERE "Id" = $1""", Demo.Subject)).ShouldBe("committed");
        ErrorsOf(node).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_whose_connection_is_lost_is_an_error()
    {
        await using var node = await TestHost.StartAsync(host.Database);
        await using var scope = node.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UsersDbContext>().Database;
        await using var transaction = await users.BeginTransactionAsync();
        var backend = await users.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync();
        await host.Database.ExecuteAsync("SELECT pg_terminate_backend($1)", backend);

        await Should.ThrowAsync<NpgsqlException>(() => transaction.CommitAsync());

        ErrorsOf(node).ShouldNotBeEmpty();
    }

    /// <summary>So that each request has to read it anew.</summary>
    private async Task ChangeConfigurationAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            await host.Database.ExecuteAsync("""UPDATE "Clients" SET "Updated" = now()""");
            await host.Database.ExecuteAsync("""UPDATE "ApiResources" SET "Updated" = now()""");
        }
    }

    private static async Task AskForAsync(TestHost node, int kind, TimeSpan time)
    {
        using var client = node.NewClient();
        client.Timeout = time;
        var tokens = new TokenClient(client);
        try
        {
            using var response = kind switch
            {
                0 => await client.GetAsync(new Uri(Authorize, UriKind.Relative)),
                1 => await tokens.PostFormAsync("/connect/token", Requests.ClientCredentials(), TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret)),
                _ => await tokens.PostFormAsync("/connect/introspect", new() { ["token"] = "x" }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret)),
            };
        }
        catch (OperationCanceledException)
        {
            // Hung up.
        }
    }

    private Task<long> WaitingAsync() => host.Database.ScalarAsync<long>(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

    private static IEnumerable<string> ErrorsOf(TestHost node) =>
        node.Logs.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Everything);
}
