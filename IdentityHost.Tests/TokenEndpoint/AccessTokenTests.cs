using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

[Collection(PostgresCollection.Name)]
public sealed class AccessTokenTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const int JwtType = 0;
    private const int ReferenceType = 1;

    [Fact]
    public async Task RFC9068_2_a_JWT_access_token_has_the_type_and_claims_of_the_profile()
    {
        await host.Database.AddClientAsync("jwt", new { AccessTokenType = JwtType, AccessTokenLifetime = 120 });
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var (header, payload) = Jwt.Read(await host.Tokens.ClientCredentialsAsync("jwt", TestClients.Secret));

        header.GetProperty("typ").GetString().ShouldBe("at+jwt");
        header.GetProperty("alg").GetString().ShouldBe("RS256");
        header.GetProperty("kid").GetString().ShouldNotBeNullOrEmpty();
        payload.GetProperty("iss").GetString().ShouldBe(host.Host.BaseAddress.GetLeftPart(UriPartial.Authority));
        payload.GetProperty("client_id").GetString().ShouldBe("jwt");
        payload.GetProperty("aud").GetString().ShouldBe(Demo.ApiResource);
        payload.GetProperty("jti").GetString().ShouldNotBeNullOrEmpty();
        var issued = payload.GetProperty("iat").GetInt64();
        issued.ShouldBeInRange(before, before + 60);
        payload.GetProperty("nbf").GetInt64().ShouldBe(issued);
        payload.GetProperty("exp").GetInt64().ShouldBe(issued + 120);
        payload.GetProperty("scope").GetString().ShouldBe("messages.read");
        payload.GetProperty("sub").GetString().ShouldBe("jwt");
    }

    [Fact]
    public async Task A_reference_token_says_nothing_and_is_stored_by_its_hash_alone()
    {
        await host.Database.AddClientAsync("reference", new { AccessTokenType = ReferenceType });
        var token = await host.Tokens.ClientCredentialsAsync("reference", TestClients.Secret);
        token.ShouldMatch("^[0-9A-F]{64}-1$");
        var stored = await host.Database.ScalarAsync<string>(
            """SELECT row_to_json(g)::text FROM "PersistedGrants" g WHERE "ClientId" = 'reference' """);
        stored.ShouldNotBeNull().ShouldNotContain(token);
        stored.ShouldNotContain(token[..64], Case.Insensitive);
    }

    [Fact]
    [EngineDifference("its own jti is 32 characters of upper-case hex")]
    public async Task Passport_a_jti_is_80_characters_of_hex()
    {
        await host.Database.AddClientAsync("jti", new { AccessTokenType = JwtType });
        var (_, payload) = Jwt.Read(await host.Tokens.ClientCredentialsAsync("jti", TestClients.Secret));
        payload.GetProperty("jti").GetString().ShouldNotBeNull().ShouldMatch("^[0-9a-f]{80}$");
    }

    [Fact]
    public async Task The_audience_is_every_API_resource_that_has_a_granted_scope()
    {
        await host.Database.AddApiAsync("second-api", "secret", "messages.read");
        await host.Database.AddClientAsync("audiences", new { AccessTokenType = JwtType }, scopes: ["messages.read", "introspect"]);
        var both = Jwt.Read(await host.Tokens.ClientCredentialsAsync("audiences", TestClients.Secret, "messages.read")).Payload;
        both.GetProperty("aud").EnumerateArray().Select(audience => audience.GetString())
            .ShouldBe([Demo.ApiResource, "second-api"], ignoreOrder: true);
        var none = Jwt.Read(await host.Tokens.ClientCredentialsAsync("audiences", TestClients.Secret, "introspect")).Payload;
        none.GetProperty("aud").GetString().ShouldBe(none.GetProperty("iss").GetString() + "/resources");
    }

    [Fact]
    [EngineDifference("a client's claim without a prefix may turn client_id into an array")]
    public async Task A_clients_claims_are_prefixed_and_cannot_take_the_place_of_the_protocols()
    {
        await host.Database.AddClientAsync("claims", new { AccessTokenType = JwtType, ClientClaimsPrefix = "client_" });
        await AddClaimAsync("claims", "tenant", "acme");
        await AddClaimAsync("claims", "id", "somebody-else");
        var payload = Jwt.Read(await host.Tokens.ClientCredentialsAsync("claims", TestClients.Secret)).Payload;
        payload.GetProperty("client_tenant").GetString().ShouldBe("acme");
        payload.GetProperty("client_id").ValueKind.ShouldBe(JsonValueKind.String);
        payload.GetProperty("client_id").GetString().ShouldBe("claims");
    }

    [Fact]
    public async Task An_API_that_wants_to_be_asked_for_by_name_is_no_audience_of_a_token_that_did_not()
    {
        await host.Database.AddScopeAsync("isolated");
        await host.Database.AddApiAsync("isolated-api", "secret", "isolated");
        await host.Database.ExecuteAsync("""UPDATE "ApiResources" SET "RequireResourceIndicator" = true WHERE "Name" = 'isolated-api' """);
        await host.Database.AddClientAsync("isolated", new { AccessTokenType = JwtType }, scopes: ["isolated"]);
        var (_, payload) = Jwt.Read(await host.Tokens.ClientCredentialsAsync("isolated", TestClients.Secret));
        payload.GetProperty("aud").GetString().ShouldBe(payload.GetProperty("iss").GetString() + "/resources");
    }

    [Fact]
    public async Task The_algorithm_is_one_that_the_API_accepts()
    {
        await AddApiWithAlgorithmAsync("elliptic-api", "elliptic", "ES256");
        await host.Database.AddClientAsync("elliptic", new { AccessTokenType = JwtType }, scopes: ["elliptic"]);
        var token = await host.Tokens.ClientCredentialsAsync("elliptic", TestClients.Secret);
        Jwt.Read(token).Header.GetProperty("alg").GetString().ShouldBe("ES256");
        (await host.Tokens.StandardIntrospectAsync("elliptic-api", "secret", token)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    [EngineDifference("it fails with 500 if the APIs share no algorithm")]
    public async Task APIs_without_a_common_algorithm_are_invalid_scope()
    {
        await AddApiWithAlgorithmAsync("rsa-api", "rsa-only", "RS256");
        await AddApiWithAlgorithmAsync("ec-api", "ec-only", "ES256");
        await host.Database.AddClientAsync("torn", new { AccessTokenType = JwtType }, scopes: ["rsa-only", "ec-only"]);
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(null), TokenClient.Basic("torn", TestClients.Secret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
    }

    private async Task AddApiWithAlgorithmAsync(string api, string scope, string algorithm)
    {
        await host.Database.AddScopeAsync(scope);
        await host.Database.AddApiAsync(api, "secret", scope);
        await host.Database.ExecuteAsync(
            """UPDATE "ApiResources" SET "AllowedAccessTokenSigningAlgorithms" = $2 WHERE "Name" = $1""", api, algorithm);
    }

    private Task<int> AddClaimAsync(string clientId, string type, string value) => host.Database.ExecuteAsync(
        """INSERT INTO "ClientClaims" ("ClientId", "Type", "Value") SELECT "Id", $2, $3 FROM "Clients" WHERE "ClientId" = $1""",
        clientId, type, value);
}
