using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.DataProtection;

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
        var inner = StoredGrant.AuthorizationCode(Demo.WebAppId, Demo.WebAppRedirectUri, StoredGrants.Challenge, ""","Later":[{}]""");
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
    public async Task Three_outcomes_a_code_of_another_key_ring_is_503_and_not_consumed()
    {
        var inner = StoredGrant.AuthorizationCode(Demo.WebAppId, Demo.WebAppRedirectUri, StoredGrants.Challenge);
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
        var answer = await host.Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, "openid messages.read");
        answer.Code.ShouldMatch("^[0-9A-F]{64}-1$");
        var code = await OpenAsync(StoredGrant.Key(answer.Code, Type));
        code.GetProperty("ClientId").GetString().ShouldBe(Demo.WebAppId);
        code.GetProperty("Subject").GetProperty("AuthenticationType").GetString().ShouldBe("Duende.IdentityServer");
        code.GetProperty("IsOpenId").GetBoolean().ShouldBeTrue();
        code.GetProperty("RedirectUri").GetString().ShouldBe(Demo.WebAppRedirectUri);
        code.GetProperty("CodeChallengeMethod").GetString().ShouldBe("S256");
        code.GetProperty("RequestedScopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["openid", "messages.read"]);
        code.GetProperty("RequestedResourceIndicators").GetArrayLength().ShouldBe(0);

        var handle = (await host.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret)).GetProperty("access_token").GetString()!;
        handle.ShouldMatch("^[0-9A-F]{64}-1$");
        var token = await OpenAsync(StoredGrant.Key(handle, "reference_token"));
        token.GetProperty("AccessTokenType").GetInt32().ShouldBe(1);
        token.GetProperty("Version").GetInt32().ShouldBe(5);
        token.GetProperty("Audiences").EnumerateArray().Select(audience => audience.GetString()).ShouldBe([Demo.ApiResource]);
        token.GetProperty("Claims").EnumerateArray()
            .Single(claim => claim.GetProperty("Type").GetString() == "auth_time")
            .GetProperty("ValueType").GetString().ShouldBe("http://www.w3.org/2001/XMLSchema#integer64");
    }

    private Task<HttpResponseMessage> RedeemAsync(string handle) =>
        host.Tokens.PostFormAsync(
            "/connect/token",
            new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = handle,
                ["redirect_uri"] = Demo.WebAppRedirectUri,
                ["code_verifier"] = StoredGrants.Verifier,
            },
            TokenClient.Basic(Demo.WebAppId, Demo.WebAppSecret));

    /// <summary>The inner JSON of a row, opened with nothing but the stored format and the key ring.</summary>
    private async Task<JsonElement> OpenAsync(string key)
    {
        var data = await host.Database.ScalarAsync<string>("""SELECT "Data" FROM "PersistedGrants" WHERE "Key" = $1""", key);
        using var container = JsonDocument.Parse(data.ShouldNotBeNull());
        container.RootElement.GetProperty("PersistentGrantDataContainerVersion").GetInt32().ShouldBe(1);
        container.RootElement.GetProperty("DataProtected").GetBoolean().ShouldBeTrue();
        using var inner = JsonDocument.Parse(
            host.Services.GetDataProtector(StoredGrant.Purpose).Unprotect(container.RootElement.GetProperty("Payload").GetString()!));
        return inner.RootElement.Clone();
    }
}
