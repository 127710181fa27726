using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Introspection;

/// <summary>How often an introspection asks the database: once, and not at all for what it remembers.</summary>
public sealed class RoundTripTests(RoundTripTests.Hosts hosts) : IClassFixture<RoundTripTests.Hosts>
{
    public enum Token
    {
        Clients,
        Users,
        UsersJwt,
        ClientsJwt,
    }

    [Theory]
    [InlineData(Token.Clients, 1)]
    [InlineData(Token.Users, 1)]
    [InlineData(Token.UsersJwt, 2)]
    [InlineData(Token.ClientsJwt, 1)]
    public async Task An_introspection_asks_once(Token kind, int statements)
    {
        var token = await TokenAsync(kind);
        var node = hosts.Forgetful;
        // Clients and resources are remembered, statements prepared.
        await StandardAsync(node, await TokenAsync(kind));

        (await node.StatementsAsync(() => StandardAsync(node, token))).Length.ShouldBe(statements);
        (await node.StatementsAsync(() => StandardAsync(node, token))).Length.ShouldBe(statements);
    }

    [Theory]
    [InlineData(Token.Clients)]
    [InlineData(Token.Users)]
    public async Task Passports_asks_once_for_the_callers_token_and_the_other(Token kind)
    {
        var token = await TokenAsync(kind);
        var node = hosts.Forgetful;
        var caller = await new TokenClient(node).ResourceServerTokenAsync();
        await PassportAsync(node, caller, await TokenAsync(kind));

        (await node.StatementsAsync(() => PassportAsync(node, caller, token))).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(Token.Clients)]
    [InlineData(Token.Users)]
    [InlineData(Token.UsersJwt)]
    [InlineData(Token.ClientsJwt)]
    public async Task What_is_remembered_costs_no_question(Token kind)
    {
        var token = await TokenAsync(kind);
        var node = hosts.Remembering;
        var caller = await new TokenClient(node).ResourceServerTokenAsync();

        (await node.StatementsAsync(() => StandardAsync(node, token))).ShouldNotBeEmpty();
        (await node.StatementsAsync(() => PassportAsync(node, caller, token))).ShouldNotBeEmpty();
        (await node.StatementsAsync(async () =>
        {
            await StandardAsync(node, token);
            await PassportAsync(node, caller, token);
        })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Token.Clients)]
    [InlineData(Token.Users)]
    [InlineData(Token.UsersJwt)]
    public async Task A_remembered_answer_is_the_one_that_the_database_gives(Token kind)
    {
        var token = await TokenAsync(kind);
        var caller = await new TokenClient(hosts.Remembering).ResourceServerTokenAsync();
        for (var i = 0; i < 3; i++)
        {
            (await StandardAsync(hosts.Remembering, token)).ShouldBe(await StandardAsync(hosts.Forgetful, token));
            (await PassportAsync(hosts.Remembering, caller, token)).ShouldBe(await PassportAsync(hosts.Forgetful, caller, token));
        }
    }

    private static async Task<string> StandardAsync(TestHost node, string token)
    {
        var answer = await new TokenClient(node).StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);
        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        return answer.GetRawText();
    }

    private static async Task<string> PassportAsync(TestHost node, string caller, string token)
    {
        var answer = await new TokenClient(node).IntrospectAsync(caller, token);
        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        return answer.GetRawText();
    }

    private async Task<string> TokenAsync(Token kind)
    {
        var tokens = new TokenClient(hosts.Remembering);
        switch (kind)
        {
            case Token.Clients:
                return await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
            case Token.ClientsJwt:
                return await tokens.ClientCredentialsAsync("jwt", TestClients.Secret);
            case Token.Users:
                return await tokens.AliceTokenAsync();
            default:
                var answer = await tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, "jwt-app", TestClients.RedirectUri, "messages.read");
                return (await tokens.RedeemCodeAsync(answer, TestClients.Secret)).GetProperty("access_token").GetString()!;
        }
    }

    /// <summary>One node that remembers tokens and one that does not, on one database, under one name.</summary>
    public sealed class Hosts : IAsyncLifetime
    {
        private TestDatabase _database = null!;

        public TestHost Remembering { get; private set; } = null!;

        public TestHost Forgetful { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
            await _database.AddClientAsync("jwt", new { AccessTokenType = 0 });
            await _database.AddClientAsync("jwt-app", new { AccessTokenType = 0 }, ["authorization_code"], ["messages.read"]);
            Remembering = await SqlOfHost.StartAsync(_database);
            Forgetful = await SqlOfHost.StartAsync(_database, settings => settings["IdentityHost:TokenCache:Enabled"] = "false");
        }

        public async Task DisposeAsync()
        {
            await Remembering.DisposeAsync();
            await Forgetful.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}
