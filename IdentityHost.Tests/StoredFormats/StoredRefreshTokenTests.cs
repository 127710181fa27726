using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Tests.StoredFormats;

[Collection(PostgresCollection.Name)]
public sealed class StoredRefreshTokenTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>
{
    private const string Type = "refresh_token";

    private string Issuer => fixture.Host.Host.BaseAddress.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_refresh_token_that_another_engine_stored_is_used_once(bool isProtected, bool oldHandle)
    {
        var inner = StoredGrant.RefreshToken(Issuer, RefreshTokenFixture.ClientId, extra: ""","Later":[{}]""");
        var handle = oldHandle ? StoredGrant.NewOldHandle() : StoredGrant.NewHandle();
        await InsertAsync(handle, isProtected ? StoredGrant.Protected(fixture.Host.Services, inner) : StoredGrant.Plain(inner));

        var issued = await fixture.RefreshAsync(handle);

        issued.Scopes.ShouldBe(["openid", "messages.read", "offline_access"], ignoreOrder: true);
        issued.RefreshToken.ShouldMatch("^[0-9A-F]{64}-1$");
        var (_, identity) = Jwt.Read(issued.IdentityToken);
        identity.GetProperty("sub").GetString().ShouldBe("1");
        identity.GetProperty("sid").GetString().ShouldBe("stored-session");
        identity.GetProperty("auth_time").GetInt64().ShouldBe(1767323045);
        var access = await fixture.Host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, issued.AccessToken);
        // As it was in the stored access token, whose claims the client keeps.
        access.GetProperty("auth_time").GetInt64().ShouldBe(1700000000);
        access.GetProperty("jti").GetString().ShouldNotBe("ABCDEF0123456789ABCDEF0123456789");

        await fixture.ShouldBeRefusedAsync(handle);
        (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refresh_token_that_another_engine_marked_as_consumed_is_not_good()
    {
        var handle = StoredGrant.NewHandle();
        var inner = StoredGrant.RefreshToken(Issuer, RefreshTokenFixture.ClientId, extra: ""","ConsumedTime":"2026-01-02T03:04:05Z" """);
        await InsertAsync(handle, StoredGrant.Protected(fixture.Host.Services, inner));
        await fixture.ShouldBeRefusedAsync(handle);
    }

    [Fact]
    public async Task Three_outcomes_a_refresh_token_of_another_key_ring_is_503_and_not_consumed()
    {
        var handle = StoredGrant.NewHandle();
        await InsertAsync(
            handle, StoredGrant.Protected(new EphemeralDataProtectionProvider(), StoredGrant.RefreshToken(Issuer, RefreshTokenFixture.ClientId)));

        using var response = await fixture.PostRefreshAsync(handle);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await fixture.Host.Database.ScalarAsync<long>(
            """SELECT count(*) FROM "PersistedGrants" WHERE "Key" = $1 AND "ConsumedTime" IS NULL""", StoredGrant.Key(handle, Type))).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_host_stores_itself_is_in_the_stored_format()
    {
        var first = await fixture.SignInAsync();
        var token = await OpenAsync(first.RefreshToken);
        token.GetProperty("ClientId").GetString().ShouldBe(RefreshTokenFixture.ClientId);
        token.GetProperty("Version").GetInt32().ShouldBe(5);
        token.GetProperty("SessionId").GetString().ShouldBe("session-1");
        token.GetProperty("Lifetime").GetInt32().ShouldBe(2592000);
        token.GetProperty("AuthorizedScopes").EnumerateArray().Select(scope => scope.GetString())
            .ShouldBe(["openid", "messages.read", "user.read", "offline_access"], ignoreOrder: true);
        token.GetProperty("AccessTokens").GetProperty("").GetProperty("AccessTokenType").GetInt32().ShouldBe(1);
        token.GetProperty("Subject").GetProperty("Claims").EnumerateArray()
            .ShouldContain(claim => claim.GetProperty("Type").GetString() == "sub" && claim.GetProperty("Value").GetString() == Demo.Subject);
        token.TryGetProperty("ConsumedTime", out _).ShouldBeFalse();

        await fixture.RefreshAsync(first.RefreshToken);

        (await OpenAsync(first.RefreshToken)).GetProperty("ConsumedTime").GetDateTime()
            .ShouldBe(TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(1));
        (await fixture.Host.Database.ScalarAsync<string>(
            """SELECT "SubjectId" || ' ' || "SessionId" || ' ' || "Type" FROM "PersistedGrants" WHERE "Key" = $1 AND "ConsumedTime" IS NOT NULL""",
            StoredGrant.Key(first.RefreshToken, Type))).ShouldBe("1 session-1 refresh_token");
    }

    private Task InsertAsync(string handle, string data) =>
        StoredGrant.InsertAsync(fixture.Host.Database, handle, Type, RefreshTokenFixture.ClientId, Demo.Subject, data);

    private async Task<JsonElement> OpenAsync(string refreshToken)
    {
        var data = await fixture.Host.Database.ScalarAsync<string>(
            """SELECT "Data" FROM "PersistedGrants" WHERE "Key" = $1""", StoredGrant.Key(refreshToken, Type));
        using var container = JsonDocument.Parse(data.ShouldNotBeNull());
        using var inner = JsonDocument.Parse(
            fixture.Host.Services.GetDataProtector(StoredGrant.Purpose).Unprotect(container.RootElement.GetProperty("Payload").GetString()!));
        return inner.RootElement.Clone();
    }
}
