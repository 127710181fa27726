using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Sessions;

namespace IdentityHost.Tests.Upgrade;

/// <summary>
/// What applications do all the time, by turns at the hosts that a load balancer has in service: introspect, fetch tokens, refresh them, revoke
/// them. Whatever is not answered as it must be is lost.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<string> _lost = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _choosing = new();
    private readonly List<Server> _servers = [];
    private readonly string _caller;
    private readonly string _token;
    private string _refreshToken;
    private int _turn;
    private TimeSpan _longest;
    private Task _running = Task.CompletedTask;

    private SteadyLoad(RunningHost host, string caller, string token, string refreshToken)
    {
        _servers.Add(new Server(host));
        _caller = caller;
        _token = token;
        _refreshToken = refreshToken;
    }

    /// <summary>What was asked, and what came instead of the answer.</summary>
    public IEnumerable<string> Lost => _lost;

    public static async Task<SteadyLoad> StartAsync(RunningHost host)
    {
        using var browser = new Route(host).Browse();
        var tokens = await host.Tokens.RedeemCodeAsync(await Applications.SignInAsync(browser), Demo.JwtAppSecret);
        var load = new SteadyLoad(
            host, await host.Tokens.ResourceServerTokenAsync(), tokens.Text("access_token"), tokens.Text("refresh_token"));
        load._running = Task.WhenAll(
            load.RepeatAsync("readiness", load.LookAtReadinessAsync),
            load.RepeatAsync("introspection", load.IntrospectAsync),
            load.RepeatAsync("life of a token", load.LiveAsync),
            load.RepeatAsync("refresh", load.RefreshAsync));
        return load;
    }

    public void PutInService(RunningHost host)
    {
        lock (_choosing)
            _servers.Add(new Server(host));
    }

    /// <summary>Sends it nothing more, and waits for the answers that are on their way.</summary>
    public async Task TakeOutOfServiceAsync(RunningHost host)
    {
        Server server;
        lock (_choosing)
        {
            server = _servers.Single(s => s.Host == host);
            _servers.Remove(server);
        }

        await Eventually.TrueAsync(() => Task.FromResult(server.InFlight == 0), seconds: 60);
    }

    /// <summary>Goes on until each host in service has answered some requests more.</summary>
    public async Task GoOnAsync(int requests = 100)
    {
        Server[] servers;
        lock (_choosing)
            servers = [.. _servers];
        foreach (var server in servers)
        {
            var enough = server.Answered + requests;
            await Eventually.TrueAsync(() => Task.FromResult(server.Answered >= enough), seconds: 120);
        }
    }

    /// <summary>Waits for the last answers.</summary>
    /// <returns>What was done.</returns>
    public async Task<string> EndAsync()
    {
        await _ending.CancelAsync();
        await _running;
        return string.Create(
            CultureInfo.InvariantCulture, $"{_turn} requests, {_lost.Count} lost, the longest took {_longest.TotalMilliseconds:0} ms");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private async Task LookAtReadinessAsync() =>
        await AskAsync(async host =>
        {
            using var answer = await host.Client.GetAsync("/health/ready", CancellationToken.None);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(CancellationToken.None));
            return true;
        });

    private async Task IntrospectAsync() =>
        (await AskAsync(host => host.Tokens.IntrospectAsync(_caller, _token))).GetProperty("active").GetBoolean().ShouldBeTrue();

    private async Task RefreshAsync()
    {
        var tokens = await AskAsync(host => host.RefreshAsync(_refreshToken));
        _refreshToken = tokens.Text("refresh_token");
        (await AskAsync(host => host.IsActiveAsync(tokens.Text("access_token")))).ShouldBeTrue();
    }

    private async Task LiveAsync()
    {
        var token = await AskAsync(host => host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret));
        for (var i = 0; i < 4; i++)
            (await AskAsync(host => host.IsActiveAsync(token))).ShouldBeTrue();
        await AskAsync(async host =>
        {
            await host.RevokeAsync(token, Demo.PlainClientId, Demo.PlainClientSecret);
            return true;
        });
        for (var i = 0; i < 4; i++)
            (await AskAsync(host => host.IsActiveAsync(token))).ShouldBeFalse("It was revoked.");
    }

    private async Task RepeatAsync(string what, Func<Task> act)
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await act();
            }
            catch (Exception failure)
            {
                _lost.Enqueue($"{what}: {failure.Message}");
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task<T> AskAsync<T>(Func<RunningHost, Task<T>> ask)
    {
        Server server;
        lock (_choosing)
        {
            server = _servers[_turn++ % _servers.Count];
            server.InFlight++;
        }

        var begin = Stopwatch.GetTimestamp();
        try
        {
            return await ask(server.Host);
        }
        finally
        {
            var time = Stopwatch.GetElapsedTime(begin);
            lock (_choosing)
            {
                server.InFlight--;
                server.Answered++;
                _longest = time > _longest ? time : _longest;
            }
        }
    }

    private sealed class Server(RunningHost host)
    {
        public RunningHost Host { get; } = host;

        public int InFlight { get; set; }

        public int Answered { get; set; }
    }
}
