using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Introspection;

/// <summary>RFC 7662 2.2: <c>username</c>, by which resource servers such as Django OAuth Toolkit find their user.</summary>
[Collection(PostgresCollection.Name)]
public sealed class UserNameTests(UserNameTests.Nodes nodes) : IClassFixture<UserNameTests.Nodes>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_API_is_told_the_name_with_which_the_user_signs_in_also_from_memory(int type)
    {
        var (token, _) = await SignInAsync("api-" + type, type, "user.read");

        for (var i = 0; i < 3; i++)
            (await AskAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("username").GetString().ShouldBe(Demo.User);
        (await nodes.Host.StatementsAsync(() => AskAsync(Demo.ApiResource, Demo.ApiResourceSecret, token))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("openid user.read", null)]
    [InlineData("openid profile user.read", Demo.User)]
    public async Task A_client_is_told_it_only_for_the_scope_that_gives_it_preferred_username_OpenIdConnect_5_4(string scopes, string? name)
    {
        var client = "client-" + scopes.Length;
        var (token, refresh) = await SignInAsync(client, 1, scopes + " offline_access");

        Text(await AskAsync(client, TestClients.Secret, token), "username").ShouldBe(name);
        var answer = await AskAsync(client, TestClients.Secret, refresh);
        answer.GetProperty("token_type").GetString().ShouldBe("refresh_token");
        Text(answer, "username").ShouldBe(name);
        Text(answer, "iss").ShouldBe(Issuer);
    }

    [Fact]
    public async Task A_users_new_name_is_answered_at_once()
    {
        var name = await nodes.Database.ScalarAsync<string>("""SELECT "UserName" FROM "Users" WHERE "Id" = $1""", Demo.Subject);
        var (token, _) = await SignInAsync("renamed", 1, "user.read");
        for (var i = 0; i < 3; i++)
            await AskAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);

        await RenameAsync("alice.new");
        try
        {
            await Eventually.TrueAsync(async () => Text(await AskAsync(Demo.ApiResource, Demo.ApiResourceSecret, token), "username") == "alice.new");
        }
        finally
        {
            await RenameAsync(name!);
        }
    }

    private static string Issuer => SqlOfHost.Issuer;

    private static string? Text(JsonElement json, string member) => json.TryGetProperty(member, out var value) ? value.GetString() : null;

    private Task<JsonElement> AskAsync(string caller, string secret, string token) =>
        new TokenClient(nodes.Host).StandardIntrospectAsync(caller, secret, token);

    private Task<int> RenameAsync(string name) => nodes.Database.ExecuteAsync(
        """UPDATE "Users" SET "UserName" = $2, "NormalizedUserName" = upper($2) WHERE "Id" = $1""", Demo.Subject, name);

    private async Task<(string AccessToken, string RefreshToken)> SignInAsync(string client, int type, string scopes)
    {
        await nodes.Database.AddClientAsync(
            client, new { AccessTokenType = type, AllowOfflineAccess = true }, ["authorization_code"],
            [.. scopes.Split(' ').Where(scope => scope != "offline_access")]);
        var tokens = new TokenClient(nodes.Host);
        var answer = await tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, client, TestClients.RedirectUri, scopes);
        var json = await tokens.RedeemCodeAsync(answer, TestClients.Secret);
        return (Text(json, "access_token")!, Text(json, "refresh_token") ?? "");
    }

    public sealed class Nodes : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public TestHost Host { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
            Host = await SqlOfHost.StartAsync(Database);
        }

        public async Task DisposeAsync()
        {
            await Host.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
