using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Introspection;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>The time of an answer does not say which clients there are: for one that does not exist the same work is done.</summary>
[Collection(PostgresCollection.Name)]
public sealed class UnknownClientTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/connect/introspect")]
    [InlineData("/connect/revocation")]
    [EngineDifference("it compares no secret where there is no client")]
    public async Task A_client_that_does_not_exist_costs_as_many_comparisons_and_statements_as_a_wrong_secret(string path)
    {
        var counted = new CountedComparisons();
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await SqlOfHost.StartAsync(database, configure: builder => builder.Services.AddSingleton<ISecretValidator>(counted));
        // The first of each is read.
        await AskAsync(Demo.PlainClientId);
        await AskAsync("nobody");

        var known = await WorkAsync(Demo.PlainClientId);
        var unknown = await WorkAsync("somebody");

        known.ShouldBe((1, 0));
        unknown.ShouldBe(known);

        async Task<(int Comparisons, int Statements)> WorkAsync(string clientId)
        {
            counted.Count = 0;
            var statements = await host.StatementsAsync(() => AskAsync(clientId));
            return (counted.Count, statements.Length);
        }

        async Task AskAsync(string clientId)
        {
            using var response = await new TokenClient(host).PostFormAsync(
                path, new() { ["grant_type"] = "client_credentials", ["token"] = "x" }, TokenClient.Basic(clientId, "wrong"));
            ((int)response.StatusCode).ShouldBe(401);
        }
    }

    [Fact]
    public async Task A_client_that_is_made_after_somebody_asked_for_it_is_there_at_once()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await SqlOfHost.StartAsync(database);
        (await StatusAsync("newcomer")).ShouldBe(401);
        (await StatusAsync("newcomer")).ShouldBe(401);

        await database.AddClientAsync("newcomer");

        await Eventually.TrueAsync(async () => await StatusAsync("newcomer") == 200, seconds: 1);

        async Task<int> StatusAsync(string clientId)
        {
            using var response = await new TokenClient(host).PostFormAsync(
                "/connect/token", new() { ["grant_type"] = "client_credentials" }, TokenClient.Basic(clientId, TestClients.Secret));
            return (int)response.StatusCode;
        }
    }

    /// <summary>Beside the engine's own: asked whenever that one does not find the secret right.</summary>
    private sealed class CountedComparisons : ISecretValidator
    {
        public int Count { get; set; }

        public Task<SecretValidationResult> ValidateAsync(IEnumerable<Secret> secrets, ParsedSecret parsedSecret, CancellationToken ct)
        {
            Count++;
            return Task.FromResult(new SecretValidationResult { Success = false });
        }
    }
}
