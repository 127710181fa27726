using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityHost.Tests.Discovery;

/// <summary>Signing keys rotate on four nodes that share a database and a clock.</summary>
public sealed class KeyRotationTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly TestClock _clock = new() { Now = TimeProvider.System.GetUtcNow() };
    private readonly List<TestHost> _hosts = [];
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        await _database.AddClientAsync("signed", new { AccessTokenType = 0 });
        for (var i = 0; i < 4; i++)
            _hosts.Add(await TestHost.StartAsync(_database, UseIssuer, UseClock));
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    [EngineDifference("four nodes at once do not make a successor of each algorithm at once")]
    public async Task Four_nodes_at_once_announce_one_successor_for_each_algorithm_publish_it_before_it_signs_and_then_sign_with_it()
    {
        var first = await PublishedAsync(_hosts[0]);
        first.Count.ShouldBe(2);
        var signer = await SignerAsync(_hosts[0]);

        // 76 = 90 - 14 days.
        _clock.Now += TimeSpan.FromDays(76);
        var announced = await Task.WhenAll(_hosts.Select(host => Task.Run(() => PublishedAsync(host))));
        (await _database.ScalarAsync<long>("""SELECT count(*) FROM "Keys" """)).ShouldBe(4);
        announced.ShouldAllBe(keys => keys.Count == 4 && first.All(keys.Contains));
        announced.ShouldAllBe(keys => keys.ToHashSet().SetEquals(announced[0]));
        foreach (var host in _hosts)
            (await SignerAsync(host)).ShouldBe(signer);

        _clock.Now += TimeSpan.FromDays(14);
        var signers = await Task.WhenAll(_hosts.Select(SignerAsync));
        signers.ShouldAllBe(key => key == signers[0] && key != signer && announced[0].Contains(key));
        (await PublishedAsync(_hosts[0])).Count.ShouldBe(4);

        _clock.Now += TimeSpan.FromDays(14);
        await Task.WhenAll(_hosts.Select(host => Task.Run(() => PublishedAsync(host))));
        foreach (var host in _hosts)
            (await PublishedAsync(host)).ShouldBe(announced[0].Except(first), ignoreOrder: true);
        (await _database.ScalarAsync<long>("""SELECT count(*) FROM "Keys" """)).ShouldBe(2);
    }

    [Fact]
    [EngineDifference("a node does not look for a key that it does not know")]
    public async Task A_token_signed_with_a_key_that_this_node_has_not_read_yet_is_accepted_at_once()
    {
        // All nodes know their keys; then one loses its cache, and makes and signs with new ones, since the others' are gone.
        foreach (var host in _hosts)
            await PublishedAsync(host);
        await _database.ExecuteAsync("""DELETE FROM "Keys" """);
        _clock.Now += TimeSpan.FromMinutes(2);
        foreach (var host in _hosts.Skip(1))
            await PublishedAsync(host);
        await _database.ExecuteAsync("""DELETE FROM "Keys" """);
        await using var restarted = await TestHost.StartAsync(_database, UseIssuer, UseClock);
        var token = await new TokenClient(restarted).ClientCredentialsAsync("signed", TestClients.Secret);
        _clock.Now += TimeSpan.FromSeconds(2);

        var answer = await new TokenClient(_hosts[1]).StandardIntrospectAsync("signed", TestClients.Secret, token);

        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    /// <summary>One server, whichever node is asked.</summary>
    private static void UseIssuer(Dictionary<string, string?> settings) => settings["IdentityHost:Issuer"] = "https://sso.example";

    private void UseClock(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));

    private static Task<List<string>> PublishedAsync(TestHost host) => SigningKeyTests.KeyIdsAsync(host);

    private static async Task<string> SignerAsync(TestHost host) =>
        Jwt.Read(await new TokenClient(host).ClientCredentialsAsync("signed", TestClients.Secret)).Header.GetProperty("kid").GetString()!;
}
