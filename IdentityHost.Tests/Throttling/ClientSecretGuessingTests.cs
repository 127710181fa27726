using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Throttling;

/// <summary>
/// RFC 6749 2.3.1: endpoints at which clients authenticate by a secret are protected against brute force. Each test has a client of its own, and
/// senders are told apart as behind a proxy.
/// </summary>
public sealed class ClientSecretGuessingTests(ThrottledHost host) : IClassFixture<ThrottledHost>
{
    private const int Allowed = 10;
    // Fewer than there are connections.
    private const int Guesses = 15;
    private const string Stranger = "203.0.113.9";
    private const string Elsewhere = "198.51.100.7";

    public static TheoryData<string> Endpoints => ["/connect/token", "/oauth/token", "/connect/introspect", "/connect/revocation"];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task RFC6749_2_3_1_after_a_few_wrong_secrets_even_the_right_one_has_to_wait(string endpoint)
    {
        var client = await AddClientAsync();
        for (var i = 0; i < Allowed; i++)
            (await AskAsync(endpoint, client, $"wrong-{i}", Stranger)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var refused = await AskAsync(endpoint, client, TestClients.Secret, Stranger);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var error = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        error.GetProperty("error").GetString().ShouldBe("invalid_client");
        error.GetProperty("error_description").GetString()!.ShouldStartWith("Too many wrong secrets of this client");
    }

    [Fact]
    public async Task RFC6749_2_3_1_the_client_elsewhere_and_others_at_the_same_address_are_not_slowed()
    {
        var (guessed, other) = (await AddClientAsync(), await AddClientAsync());
        await GuessAsync(guessed, Stranger);

        (await AskAsync("/connect/token", guessed, TestClients.Secret, Stranger)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await AskAsync("/connect/token", guessed, TestClients.Secret, Elsewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("/connect/token", other, TestClients.Secret, Stranger)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RFC6749_2_3_1_the_client_itself_at_the_guesser_s_address_is_not_slowed_once_its_secret_was_right_there(bool amongGuesses)
    {
        var client = await AddClientAsync();
        await GuessAsync(client, Stranger, amongGuesses ? 1 : 0);
        (await AskAsync("/connect/token", client, TestClients.Secret, Stranger)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await GuessAsync(client, Stranger, amongGuesses ? Allowed - 1 : Allowed);

        (await AskAsync("/connect/token", client, "another-wrong", Stranger)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await AskAsync("/connect/token", client, TestClients.Secret, Stranger)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RFC7662_2_1_an_API_resource_s_secret_is_protected_as_well_and_a_right_one_is_no_failure_of_a_client()
    {
        for (var i = 0; i < 2 * Allowed; i++)
            (await AskAsync("/connect/introspect", Demo.ApiResource, Demo.ApiResourceSecret, Stranger)).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < Allowed; i++)
            (await AskAsync("/connect/introspect", Demo.ApiResource, $"wrong-{i}", Elsewhere)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await AskAsync("/connect/introspect", Demo.ApiResource, Demo.ApiResourceSecret, Elsewhere)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await AskAsync("/connect/introspect", Demo.ApiResource, Demo.ApiResourceSecret, Stranger)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_that_introspects_is_no_API_resource_that_failed()
    {
        for (var i = 0; i < 2 * Allowed; i++)
            (await AskAsync("/connect/introspect", Demo.ResourceServerId, Demo.ResourceServerSecret, Elsewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_guesses_sent_at_once_the_allowed_few_are_told_that_they_are_wrong_and_the_rest_nothing()
    {
        var client = await AddClientAsync();
        List<Task<HttpStatusCode>> guesses;
        // All are under way before the first of them is judged.
        await using (var held = await HeldLock.TakeAsync(host.Database, """LOCK TABLE "Clients" IN ACCESS EXCLUSIVE MODE"""))
        {
            guesses = [.. Enumerable.Range(0, Guesses).Select(i => StatusAsync(client, $"wrong-{i}"))];
            // A column: the statement's own name of the table is beyond what PostgreSQL shows of it.
            await held.WaitForAsync("\"AbsoluteRefreshTokenLifetime\"", count: Guesses);
        }

        var statuses = await Task.WhenAll(guesses);

        statuses.Count(status => status == HttpStatusCode.Unauthorized).ShouldBe(Allowed);
        statuses.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(Guesses - Allowed);
        (await StatusAsync(client, TestClients.Secret)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task An_unknown_client_is_counted_like_a_known_one()
    {
        await GuessAsync("no-such-client", Stranger);

        (await AskAsync("/connect/token", "no-such-client", "x", Stranger)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task What_brings_no_secret_guesses_none()
    {
        var client = await AddClientAsync();
        for (var i = 0; i < 2 * Allowed; i++)
        {
            using var answer = await host.Tokens.PostFormAsync("/connect/token", new() { ["grant_type"] = "client_credentials", ["client_id"] = client });
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await AskAsync("/connect/token", client, TestClients.Secret, "127.0.0.1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Neither_a_right_nor_a_wrong_secret_is_logged()
    {
        var client = await AddClientAsync();
        await GuessAsync(client, Stranger);
        using var refused = await AskAsync("/connect/token", client, "a-guess-to-look-for", Stranger);

        host.Host.Logs.ShouldNotContain("a-guess-to-look-for", TestClients.Secret);
    }

    private async Task GuessAsync(string client, string sender, int times = Allowed)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await AskAsync("/connect/token", client, $"wrong-{i}", sender);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private async Task<HttpStatusCode> StatusAsync(string client, string secret)
    {
        using var answer = await AskAsync("/connect/token", client, secret, Stranger);
        return answer.StatusCode;
    }

    private async Task<string> AddClientAsync()
    {
        var client = $"guessed-{Guid.CreateVersion7():N}";
        await host.Database.AddClientAsync(client);
        return client;
    }

    private async Task<HttpResponseMessage> AskAsync(string endpoint, string client, string secret, string sender)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["token"] = "none" }),
        };
        request.Headers.Authorization = TokenClient.Basic(client, secret);
        request.Headers.Add("X-Forwarded-For", sender);
        return await host.Host.Client.SendAsync(request);
    }
}
