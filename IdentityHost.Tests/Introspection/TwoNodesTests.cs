using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Passport;
using IdentityHost.Tests.Sessions;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Introspection;

/// <summary>What one node remembers ends with what is done at another, or in the database.</summary>
public sealed class TwoNodesTests(TwoNodesTests.Nodes nodes) : IClassFixture<TwoNodesTests.Nodes>
{
    private readonly TestHost _here = nodes.Here;
    private readonly TestHost _there = nodes.There;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_token_that_was_revoked_at_one_node_is_inactive_at_every_node_at_once(int type)
    {
        var client = await ClientAsync(new { AccessTokenType = type });
        for (var i = 0; i < 5; i++)
        {
            var token = await new TokenClient(_here).ClientCredentialsAsync(client, TestClients.Secret);
            await ShouldBeRememberedAsync(token);

            using var response = await new TokenClient(_there).PostFormAsync(
                "/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(client, TestClients.Secret));
            response.EnsureSuccessStatusCode();

            await ShouldBeInactiveAsync(token);
        }
    }

    [Fact]
    public async Task A_callers_token_that_was_revoked_elsewhere_is_refused_at_once()
    {
        await ClientCopy.AddAsync(nodes.Database, Demo.ResourceServerId, "caller");
        var caller = await new TokenClient(_here).ClientCredentialsAsync("caller", Demo.ResourceServerSecret);
        for (var i = 0; i < 3; i++)
            await new TokenClient(_here).IntrospectAsync(caller, "unknown");

        using var revoked = await new TokenClient(_there).PostFormAsync(
            "/connect/revocation", new() { ["token"] = caller }, TokenClient.Basic("caller", Demo.ResourceServerSecret));

        using var response = await new TokenClient(_here).PostIntrospectAsync(caller, "unknown");
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_session_that_was_ended_elsewhere_ends_tied_tokens_at_once(int type)
    {
        var client = await nodes.Database.AddAppAsync(new { AccessTokenType = type, CoordinateLifetimeWithUserSession = true });
        using var browser = new Browser(_there.BaseAddress);
        var token = (await browser.UseAsync(_there, client, await nodes.Database.AddUserAsync())).Text("access_token");
        await ShouldBeRememberedAsync(token);

        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);

        await ShouldBeInactiveAsync(token);
    }

    [Theory]
    [InlineData("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""", 0)]
    [InlineData("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""", 1)]
    [InlineData("""DELETE FROM "Users" WHERE "Id" = $1""", 0)]
    [InlineData("""DELETE FROM "Users" WHERE "Id" = $1""", 1)]
    [InlineData("""DELETE FROM "ServerSideSessions" WHERE "SubjectId" = $1""", 0)]
    [InlineData("""DELETE FROM "ServerSideSessions" WHERE "SubjectId" = $1""", 1)]
    [InlineData("""UPDATE "ServerSideSessions" SET "Expires" = now() WHERE "SubjectId" = $1""", 1)]
    [InlineData("""UPDATE "PersistedGrants" SET "Expiration" = now() WHERE "SubjectId" = $1""", 1)]
    [InlineData("""DELETE FROM "PersistedGrants" WHERE "SubjectId" = $1""", 1)]
    [InlineData("""UPDATE "Clients" SET "Enabled" = false WHERE "ClientId" = (SELECT "ClientId" FROM "GrantFamilies" WHERE "SubjectId" = $1)""", 0)]
    [InlineData("""UPDATE "Clients" SET "Enabled" = false WHERE "ClientId" = (SELECT "ClientId" FROM "GrantFamilies" WHERE "SubjectId" = $1)""", 1)]
    public async Task What_is_changed_by_SQL_is_announced(string sql, int type)
    {
        var user = await nodes.Database.AddUserAsync();
        var client = await nodes.Database.AddAppAsync(new { AccessTokenType = type, CoordinateLifetimeWithUserSession = true });
        using var browser = new Browser(_there.BaseAddress);
        var token = (await browser.UseAsync(_there, client, user)).Text("access_token");
        await ShouldBeRememberedAsync(token);

        (await nodes.Database.ExecuteAsync(sql, user)).ShouldBeGreaterThan(0);

        await Eventually.TrueAsync(async () => !await IsActiveAsync(_here, token) && !await IsActiveAsync(_there, token), seconds: 5);
    }

    [Fact]
    public async Task A_users_new_introspection_id_is_answered()
    {
        var user = await nodes.Database.AddUserAsync();
        var client = await nodes.Database.AddAppAsync();
        using var browser = new Browser(_there.BaseAddress);
        var token = (await browser.UseAsync(_there, client, user)).Text("access_token");
        await ShouldBeRememberedAsync(token);
        var id = Guid.CreateVersion7();

        await nodes.Database.ExecuteAsync("""UPDATE "Users" SET "IntrospectionId" = $2 WHERE "Id" = $1""", user, id);

        await Eventually.TrueAsync(async () => (await AskAsync(_here, token)).GetProperty("id").GetString() == id.ToString());
    }

    [Fact]
    public async Task What_an_API_may_see_is_not_remembered_past_a_change_of_the_API()
    {
        await nodes.Database.AddApiAsync("changing", "changing-secret", "messages.read");
        var token = await new TokenClient(_here).ClientCredentialsAsync(await ClientAsync(), TestClients.Secret);
        for (var i = 0; i < 3; i++)
            (await AskAsync(_here, token, "changing", "changing-secret")).GetProperty("active").GetBoolean().ShouldBeTrue();
        await ShouldBeRememberedAsync(token);

        await nodes.Database.ExecuteAsync(
            """DELETE FROM "ApiResourceScopes" WHERE "ApiResourceId" = (SELECT "Id" FROM "ApiResources" WHERE "Name" = 'changing')""");

        await Eventually.TrueAsync(async () =>
            !(await AskAsync(_here, token, "changing", "changing-secret")).GetProperty("active").GetBoolean());
        (await IsActiveAsync(_here, token)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_that_is_removed_takes_its_JWTs_along()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await using var node = await SqlOfHost.StartAsync(database);
        await database.AddClientAsync("jwt", new { AccessTokenType = 0 });
        var token = await new TokenClient(node).ClientCredentialsAsync("jwt", TestClients.Secret);
        (await IsActiveAsync(node, token)).ShouldBeTrue();
        (await node.StatementsAsync(() => IsActiveAsync(node, token))).ShouldBeEmpty();

        await database.ExecuteAsync("""DELETE FROM "Keys" """);

        // The engine keeps its keys a while; the answer does not come from the memory of tokens any more.
        await Eventually.TrueAsync(async () => (await node.StatementsAsync(() => IsActiveAsync(node, token))).Length > 0);
    }

    private static async Task<bool> IsActiveAsync(TestHost node, string token) => (await AskAsync(node, token)).GetProperty("active").GetBoolean();

    private static Task<System.Text.Json.JsonElement> AskAsync(
        TestHost node, string token, string api = Demo.ApiResource, string secret = Demo.ApiResourceSecret) =>
        new TokenClient(node).StandardIntrospectAsync(api, secret, token);

    private async Task ShouldBeRememberedAsync(string token)
    {
        foreach (var node in new[] { _here, _there })
        {
            await Eventually.TrueAsync(async () =>
            {
                (await IsActiveAsync(node, token)).ShouldBeTrue();
                return (await node.StatementsAsync(() => IsActiveAsync(node, token))).Length == 0;
            });
        }
    }

    private async Task ShouldBeInactiveAsync(string token)
    {
        (await IsActiveAsync(_here, token)).ShouldBeFalse();
        (await IsActiveAsync(_there, token)).ShouldBeFalse();
    }

    private async Task<string> ClientAsync(object? columns = null)
    {
        var id = "client-" + Pkce.NewVerifier()[..10];
        await nodes.Database.AddClientAsync(id, columns);
        return id;
    }

    public sealed class Nodes : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public TestHost Here { get; private set; } = null!;

        public TestHost There { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
            Here = await SqlOfHost.StartAsync(Database);
            There = await SqlOfHost.StartAsync(Database);
        }

        public async Task DisposeAsync()
        {
            await Here.DisposeAsync();
            await There.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
