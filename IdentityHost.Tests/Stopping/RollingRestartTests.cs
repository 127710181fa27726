using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Stopping;

/// <summary>Three nodes behind a balancer are restarted one after the other, while programs work.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RollingRestartTests(PostgresFixture postgres)
{
    private const int Workers = 6;

    private readonly ConcurrentQueue<string> _lost = new();
    private Balancer _balancer = null!;

    [Fact]
    public async Task No_request_is_lost()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var first = Node(database);
        await using var second = Node(database);
        await using var third = Node(database);
        RunningHost[] nodes = [first, second, third];
        await Task.WhenAll(nodes.Select(node => node.StartAsync()));
        await using var balancer = _balancer = new Balancer(nodes.Select(node => node.Address));
        await balancer.AllReadyAsync();
        using var end = new CancellationTokenSource();
        var hot = await TokenAsync();
        var work = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(hot, end.Token))));

        var answered = new List<int>();
        for (var i = 0; i < nodes.Length; i++)
        {
            (await nodes[i].StopAsync()).ShouldBe(0);
            answered.Add(balancer.Requests[i]);
            await nodes[i].StartAsync();
            await balancer.AllReadyAsync();
        }

        await Task.Delay(500);
        await end.CancelAsync();
        await work;

        _lost.ShouldBeEmpty();
        for (var i = 0; i < nodes.Length; i++)
            balancer.Requests[i].ShouldBeGreaterThan(answered[i], "A node that was restarted is sent nothing.");
        // Connections are kept: else nothing would be proved about them.
        balancer.Connections.ShouldBeLessThan(balancer.Requests.Sum() / 5);
    }

    private static RunningHost Node(TestDatabase database) => new(database, settings => settings["IdentityHost__ShutdownDelay"] = "00:00:04");

    private async Task WorkAsync(string hot, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var token = await TokenAsync();
                await DemandAsync(token, isActive: true);
                for (var i = 0; i < 5; i++)
                    await DemandAsync(hot, isActive: true);
                await PostAsync("/connect/revocation", new() { ["token"] = token }, Demo.PlainClientId, Demo.PlainClientSecret);
                await DemandAsync(token, isActive: false);
            }
            catch (Exception e)
            {
                _lost.Enqueue(e.ToString());
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }

    private async Task<string> TokenAsync()
    {
        var answer = await PostAsync("/connect/token", new() { ["grant_type"] = "client_credentials" }, Demo.PlainClientId, Demo.PlainClientSecret);
        return JsonDocument.Parse(answer).RootElement.GetProperty("access_token").GetString()!;
    }

    private async Task DemandAsync(string token, bool isActive)
    {
        var answer = await PostAsync("/connect/introspect", new() { ["token"] = token }, Demo.ApiResource, Demo.ApiResourceSecret);
        if (!isActive)
            answer.ShouldBe("""{"active":false}""");
        else
            JsonDocument.Parse(answer).RootElement.GetProperty("client_id").ToString().ShouldBe(Demo.PlainClientId);
    }

    private async Task<string> PostAsync(string path, Dictionary<string, string> form, string id, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = TokenClient.Basic(id, secret);
        using var response = await _balancer.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, answer);
        return answer;
    }
}
