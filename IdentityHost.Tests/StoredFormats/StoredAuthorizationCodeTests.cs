using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityHost.Coherence;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.StoredFormats;

[Collection(PostgresCollection.Name)]
public sealed class StoredAuthorizationCodeTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Type = "authorization_code";

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_code_that_another_engine_stored_is_redeemed_once(bool isProtected, bool oldHandle)
    {
        var inner = StoredGrant.AuthorizationCode(Demo.WebAppId, Demo.WebAppRedirectUri, StoredGrants.Challenge.Sha256(), ""","Later":[{}]""");
        var handle = oldHandle ? StoredGrant.NewOldHandle() : StoredGrant.NewHandle();
        await StoredGrant.InsertAsync(
            host.Database, handle, Type, Demo.WebAppId, Demo.Subject,
            isProtected ? StoredGrant.Protected(host.Services, inner) : StoredGrant.Plain(inner));

        using var first = await RedeemAsync(handle);
        var tokens = await TokenClient.ReadAsync(first);
        tokens.GetProperty("scope").GetString().ShouldBe("openid messages.read");
        var (_, identity) = Jwt.Read(tokens.GetProperty("id_token").GetString()!);
        identity.GetProperty("sub").GetString().ShouldBe("1");
        identity.GetProperty("nonce").GetString().ShouldBe("stored-nonce");
        identity.GetProperty("sid").GetString().ShouldBe("stored-session");
        identity.GetProperty("auth_time").GetInt64().ShouldBe(1767323045);

        using var second = await RedeemAsync(handle);
        second.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    [EngineDifference("its codes never held the challenge itself")]
    public async Task A_code_of_an_earlier_version_with_the_challenge_itself_is_redeemed_with_its_verifier_only()
    {
        var handle = StoredGrant.NewHandle();
        var inner = StoredGrant.AuthorizationCode(Demo.WebAppId, Demo.WebAppRedirectUri, StoredGrants.Challenge);
        await StoredGrant.InsertAsync(host.Database, handle, Type, Demo.WebAppId, Demo.Subject, StoredGrant.Protected(host.Services, inner));

        using var thief = await RedeemAsync(handle, StoredGrants.Challenge);
        thief.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var own = await RedeemAsync(handle);
        await TokenClient.ReadAsync(own);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [EngineDifference("its hosts always stored the hash")]
    public async Task The_challenge_is_hashed_once_no_host_is_there_that_reads_codes_of_the_older_format_only(short formats, bool isHashed)
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        var other = Guid.CreateVersion7();
        await database.ExecuteAsync("""INSERT INTO "NodeLeases" ("NodeId", "Counter", "Formats") VALUES ($1, 0, $2)""", other, formats);
        await using var alive = new System.Threading.Timer(
            _ => database.ExecuteAsync("""UPDATE "NodeLeases" SET "Counter" = "Counter" + 1 WHERE "NodeId" = $1""", other).GetAwaiter().GetResult(), null, 0, 500);
        await using var node = await TestHost.StartAsync(database);
        await Eventually.TrueAsync(() => Task.FromResult(node.Services.GetRequiredService<CommonFormats>().HaveHashedChallenges == isHashed));

        var answer = await new TokenClient(node).SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, "openid messages.read");

        var stored = (await OpenAsync(database, node.Services, StoredGrant.Key(answer.Code, Type))).GetProperty("CodeChallenge").GetString()!;
        (stored.Length == 44 && stored.EndsWith('=')).ShouldBe(isHashed);
        await new TokenClient(node).RedeemCodeAsync(answer, Demo.WebAppSecret);
    }

    [Fact]
    public async Task Three_outcomes_a_code_of_another_key_ring_is_503_and_not_consumed()
    {
        var inner = StoredGrant.AuthorizationCode(Demo.WebAppId, Demo.WebAppRedirectUri, StoredGrants.Challenge.Sha256());
        var handle = StoredGrant.NewHandle();
        await StoredGrant.InsertAsync(
            host.Database, handle, Type, Demo.WebAppId, Demo.Subject, StoredGrant.Protected(new EphemeralDataProtectionProvider(), inner));

        using var response = await RedeemAsync(handle);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" WHERE "Key" = $1""", StoredGrant.Key(handle, Type))).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_host_stores_itself_is_in_the_stored_format()
    {
        // Until then it is not known whether a host of an earlier version is there.
        await Eventually.TrueAsync(() => Task.FromResult(host.Services.GetRequiredService<CommonFormats>().HaveHashedChallenges));
        var answer = await host.Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, "openid messages.read");
        answer.Code.ShouldMatch("^[0-9A-F]{64}-1$");
        var code = await OpenAsync(host.Database, host.Services, StoredGrant.Key(answer.Code, Type));
        code.GetProperty("ClientId").GetString().ShouldBe(Demo.WebAppId);
        code.GetProperty("Subject").GetProperty("AuthenticationType").GetString().ShouldBe("Duende.IdentityServer");
        code.GetProperty("IsOpenId").GetBoolean().ShouldBeTrue();
        code.GetProperty("RedirectUri").GetString().ShouldBe(Demo.WebAppRedirectUri);
        code.GetProperty("CodeChallengeMethod").GetString().ShouldBe("S256");
        code.GetProperty("CodeChallenge").GetString().ShouldBe(WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(answer.Verifier))).Sha256());
        code.GetProperty("RequestedScopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["openid", "messages.read"]);
        code.GetProperty("RequestedResourceIndicators").GetArrayLength().ShouldBe(0);

        var handle = (await host.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret)).GetProperty("access_token").GetString()!;
        handle.ShouldMatch("^[0-9A-F]{64}-1$");
        var token = await OpenAsync(host.Database, host.Services, StoredGrant.Key(handle, "reference_token"));
        token.GetProperty("AccessTokenType").GetInt32().ShouldBe(1);
        token.GetProperty("Version").GetInt32().ShouldBe(5);
        token.GetProperty("Audiences").EnumerateArray().Select(audience => audience.GetString()).ShouldBe([Demo.ApiResource]);
        token.GetProperty("Claims").EnumerateArray()
            .Single(claim => claim.GetProperty("Type").GetString() == "auth_time")
            .GetProperty("ValueType").GetString().ShouldBe("http://www.w3.org/2001/XMLSchema#integer64");
    }

    private Task<HttpResponseMessage> RedeemAsync(string handle, string verifier = StoredGrants.Verifier) =>
        host.Tokens.PostFormAsync(
            "/connect/token",
            new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = handle,
                ["redirect_uri"] = Demo.WebAppRedirectUri,
                ["code_verifier"] = verifier,
            },
            TokenClient.Basic(Demo.WebAppId, Demo.WebAppSecret));

    /// <summary>The inner JSON of a row, opened with nothing but the stored format and the key ring.</summary>
    private static async Task<JsonElement> OpenAsync(TestDatabase database, IServiceProvider services, string key)
    {
        var data = await database.ScalarAsync<string>("""SELECT "Data" FROM "PersistedGrants" WHERE "Key" = $1""", key);
        using var container = JsonDocument.Parse(data.ShouldNotBeNull());
        container.RootElement.GetProperty("PersistentGrantDataContainerVersion").GetInt32().ShouldBe(1);
        container.RootElement.GetProperty("DataProtected").GetBoolean().ShouldBeTrue();
        using var inner = JsonDocument.Parse(
            services.GetDataProtector(StoredGrant.Purpose).Unprotect(container.RootElement.GetProperty("Payload").GetString()!));
        return inner.RootElement.Clone();
    }
}
