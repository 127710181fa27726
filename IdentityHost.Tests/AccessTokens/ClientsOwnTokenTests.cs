using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IdentityHost.AccessTokens;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.AccessTokens;

/// <summary>
/// A JWT that a client got for itself has the client's id as its subject (RFC 9068 2.2), and is nobody's token all the same: also where a user has the same id.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class ClientsOwnTokenTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly object Jwts = new { AccessTokenType = 0 };

    [Fact]
    public async Task RFC9068_2_2_its_sub_is_the_client_and_it_always_has_an_audience()
    {
        await host.Database.AddClientAsync("own", Jwts, scopes: ["messages.read", "introspect"]);

        var ofApi = Jwt.Read(await host.Tokens.ClientCredentialsAsync("own", TestClients.Secret, "messages.read")).Payload;
        var ofNone = Jwt.Read(await host.Tokens.ClientCredentialsAsync("own", TestClients.Secret, "introspect")).Payload;

        ofApi.GetProperty("sub").GetString().ShouldBe("own");
        ofApi.GetProperty("client_id").GetString().ShouldBe("own");
        ofApi.GetProperty("aud").GetString().ShouldBe(Demo.ApiResource);
        ofNone.GetProperty("sub").GetString().ShouldBe("own");
        ofNone.GetProperty("aud").GetString().ShouldBe(ofNone.GetProperty("iss").GetString() + "/resources");
    }

    [Fact]
    public async Task RFC7662_2_2_introspection_tells_iss_sub_and_aud_of_it_and_no_user()
    {
        await host.Database.AddClientAsync("told", Jwts);

        var answer = await IntrospectAsync(await host.Tokens.ClientCredentialsAsync("told", TestClients.Secret));

        answer.GetProperty("sub").GetString().ShouldBe("told");
        answer.GetProperty("aud").GetString().ShouldBe(Demo.ApiResource);
        answer.GetProperty("iss").GetString().ShouldBe(host.Host.BaseAddress.GetLeftPart(UriPartial.Authority));
        Has(answer, "id").ShouldBeFalse();
        Has(answer, "username").ShouldBeFalse();
    }

    [Fact]
    public async Task A_reference_token_is_stored_without_a_subject_and_has_an_audience()
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, "introspect");

        var answer = await host.Tokens.StandardIntrospectAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, token);

        Has(answer, "sub").ShouldBeFalse();
        answer.GetProperty("aud").GetString().ShouldBe(answer.GetProperty("iss").GetString() + "/resources");
        (await host.Database.ScalarAsync<long>(
            """SELECT count(*) FROM "PersistedGrants" WHERE "ClientId" = $1 AND "SubjectId" IS NOT NULL""", Demo.ResourceServerId)).ShouldBe(0);
    }

    [Fact]
    public async Task Passport_its_bearer_may_introspect_and_the_answer_about_it_has_neither_sub_nor_id()
    {
        var (client, caller) = await SameIdAsync("both-1");

        var answer = await host.Tokens.IntrospectAsync(caller, caller);

        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("client_id").GetString().ShouldBe(client);
        answer.GetProperty("aud").GetString().ShouldBe(client);
        Has(answer, "sub").ShouldBeFalse();
        Has(answer, "id").ShouldBeFalse();
        Has(answer, "username").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""")]
    [InlineData("""DELETE FROM "Users" WHERE "Id" = $1""")]
    public async Task What_happens_to_a_user_of_the_same_id_is_nothing_to_it(string sql)
    {
        var (client, token) = await SameIdAsync("both-" + sql[0]);
        (await host.Database.ExecuteAsync(sql, client)).ShouldBe(1);

        (await host.Tokens.IntrospectAsync(await host.Tokens.ResourceServerTokenAsync(), token)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Passport_a_users_token_is_403_where_the_client_has_the_users_id(int type)
    {
        var (client, _) = await SameIdAsync("both-user-" + type, type);
        var users = await UsersTokenAsync(client);

        using var response = await host.Tokens.PostIntrospectAsync(users, users);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var answer = await host.Tokens.IntrospectAsync(await host.Tokens.ResourceServerTokenAsync(), users);
        answer.GetProperty("sub").GetString().ShouldBe(client);
        Has(answer, "id").ShouldBeTrue();
    }

    [Fact]
    public async Task OpenIdConnect_5_3_there_is_no_userinfo_for_it()
    {
        var (_, token) = await SameIdAsync("both-info");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var response = await host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task At_admin_sessions_it_is_a_services_and_a_users_of_the_same_id_is_not()
    {
        var (client, _) = await SameIdAsync("both-admin");
        var own = await host.Tokens.ClientCredentialsAsync(client, TestClients.Secret, Demo.SessionAdminScope);
        var users = await UsersTokenAsync(client, Demo.SessionAdminScope);

        (await SessionsAsync(own)).ShouldBe(HttpStatusCode.OK);
        (await SessionsAsync(users)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task RFC7009_2_1_it_is_revoked_by_its_client()
    {
        var (client, token) = await SameIdAsync("both-revoked");

        using var response = await host.Tokens.PostFormAsync(
            Requests.RevocationPath, new() { ["token"] = token }, TokenClient.Basic(client, TestClients.Secret));

        response.EnsureSuccessStatusCode();
        var caller = await host.Tokens.ResourceServerTokenAsync();
        (await host.Tokens.IntrospectAsync(caller, token)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Switched_off_tokens_are_as_Duende_makes_them()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await using var other = await TestHost.StartAsync(database, settings => settings["IdentityHost:AccessTokens:Rfc9068"] = "false");
        await database.AddClientAsync("plain", Jwts, scopes: ["introspect"]);

        var payload = Jwt.Read(await new TokenClient(other).ClientCredentialsAsync("plain", TestClients.Secret)).Payload;

        Has(payload, "sub").ShouldBeFalse();
        Has(payload, "aud").ShouldBeFalse();
    }

    [Theory]
    [InlineData("1", "client_id:2 sub:1")]
    [InlineData("2", "client_id:2 sub:2 auth_time:0")]
    [InlineData("2", "sub:2 amr:pwd client_id:2")]
    [InlineData("2", "client_id:2 sub:2 token_type:refresh_token")]
    [InlineData("1", "sub:1")]
    [InlineData(null, "client_id:2 sub:2 scope:a")]
    [InlineData(null, "client_id:2")]
    public void A_token_is_a_users_if_its_subject_is_another_than_its_client_or_somebody_signed_in(string? user, string claims) =>
        TokenSubject.OfUser(claims.Split(' ').Select(claim => new System.Security.Claims.Claim(claim.Split(':')[0], claim.Split(':')[1]))).ShouldBe(user);

    /// <summary>A client that may introspect and a user, both with this id; and a token that the client got for itself.</summary>
    private async Task<(string Id, string Token)> SameIdAsync(string id, int type = 0)
    {
        await AuthorizeEndpoint.TestUsers.AddAsync(host.Database, id);
        await host.Database.AddClientAsync(
            id, new { AccessTokenType = type }, ["client_credentials", "authorization_code"], ["messages.read", Demo.SessionAdminScope]);
        await host.Database.ExecuteAsync(
            """INSERT INTO "ClientProperties" ("ClientId", "Key", "Value") SELECT "Id", 'can_introspect', 'true' FROM "Clients" WHERE "ClientId" = $1""", id);
        return (id, await host.Tokens.ClientCredentialsAsync(id, TestClients.Secret, "messages.read"));
    }

    private async Task<string> UsersTokenAsync(string id, string scope = "messages.read")
    {
        var code = await host.StoreCodeAsync(id, stored =>
        {
            stored.RequestedScopes = [scope];
            stored.SessionId = "session-of-" + id;
            stored.Subject = new IdentityServerUser(id) { IdentityProvider = "local", AuthenticationTime = stored.CreationTime }.CreatePrincipal();
        });
        using var response = await host.PostAsync(Requests.TokenPath, StoredGrants.CodeForm(code), TokenClient.Basic(id, TestClients.Secret));
        return (await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString()!;
    }

    private Task<JsonElement> IntrospectAsync(string token) =>
        host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);

    private async Task<HttpStatusCode> SessionsAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/sessions?subject=nobody");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static bool Has(JsonElement json, string member) => json.TryGetProperty(member, out _);
}
