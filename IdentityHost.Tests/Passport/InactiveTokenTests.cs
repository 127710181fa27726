using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Passport;

/// <summary>passport.md, "Not active".</summary>
[Collection(PostgresCollection.Name)]
public sealed class InactiveTokenTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Missing()
    {
        using var response = await PassportRequest.SendAsync(Host, await CallerAsync());
        await PassportRequest.ShouldBeInactiveAsync(response);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")]
    [InlineData("%20")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("../../etc/passwd")]
    [InlineData("' OR 1=1 --")]
    public async Task Malformed(string token)
    {
        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), $"?token={token}");
        await PassportRequest.ShouldBeInactiveAsync(response);
    }

    [Theory]
    [InlineData("""{"token":17}""")]
    [InlineData("""{"token":null}""")]
    [InlineData("""{"token":["a","b"]}""")]
    [InlineData("""{"token":"a","token":"b"}""")]
    [InlineData("""{"token":"\ud800"}""")]
    [InlineData("""{"token":"a\u0000b"}""")]
    [InlineData("""["token"]""")]
    [InlineData("""{"token":""")]
    [InlineData("")]
    public async Task Malformed_in_json(string body)
    {
        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), content: PassportRequest.Json(body));
        await PassportRequest.ShouldBeInactiveAsync(response);
    }

    [Fact]
    public async Task Unknown()
    {
        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), content: PassportRequest.Form(new string('A', 64) + "-1"));
        await PassportRequest.ShouldBeInactiveAsync(response);
    }

    [Fact]
    public async Task Over_long()
    {
        var caller = await CallerAsync();
        using var inForm = await PassportRequest.SendAsync(Host, caller, content: PassportRequest.Form(new string('A', 60_000)));
        await PassportRequest.ShouldBeInactiveAsync(inForm);
        using var inQuery = await PassportRequest.SendAsync(Host, caller, "?token=" + new string('a', 3_000));
        await PassportRequest.ShouldBeInactiveAsync(inQuery);
        using var beyondEightKilobytes = await PassportRequest.SendAsync(Host, caller, "?token=" + new string('a', 20_000));
        await PassportRequest.ShouldBeInactiveAsync(beyondEightKilobytes);
        using var jwt = await PassportRequest.SendAsync(Host, caller, content: PassportRequest.Form("eyJ." + new string('a', 60_000) + ".x"));
        await PassportRequest.ShouldBeInactiveAsync(jwt);
    }

    [Fact]
    public async Task Expired_and_left_where_it_is()
    {
        var token = await StoredToken.StoreAsync(Host, ageSeconds: 3601);
        var rows = await CountAsync();

        await ShouldBeInactiveAsync(token);

        (await CountAsync()).ShouldBe(rows + 1); // the caller's own token
    }

    [Fact]
    public async Task Not_valid_yet() => await ShouldBeInactiveAsync(await StoredToken.StoreAsync(Host, ageSeconds: -60));

    [Fact]
    public async Task Revoked()
    {
        var token = await StoredToken.StoreAsync(Host, Demo.PlainClientId);
        using (var revocation = await fixture.Tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret)))
        {
            revocation.IsSuccessStatusCode.ShouldBeTrue();
        }

        await ShouldBeInactiveAsync(token);
    }

    [Fact]
    public async Task Of_a_user_who_no_longer_exists() => await ShouldBeInactiveAsync(await StoredToken.StoreAsync(Host, subject: "nobody"));

    [Fact]
    public async Task Of_a_user_who_was_deleted()
    {
        await AddUserAsync("deleted");
        var token = await StoredToken.StoreAsync(Host, subject: "deleted");
        await ShouldBeActiveAsync(token);

        await fixture.Database.ExecuteAsync("""DELETE FROM "Users" WHERE "Id" = 'deleted'""");

        await ShouldBeInactiveAsync(token);
    }

    [Fact]
    public async Task Of_a_user_who_is_disabled()
    {
        await AddUserAsync("disabled");
        var token = await StoredToken.StoreAsync(Host, subject: "disabled");
        await ShouldBeActiveAsync(token);

        await fixture.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'disabled'""");

        await ShouldBeInactiveAsync(token);
    }

    [Fact]
    public async Task But_a_sign_in_lockout_cuts_nobody_off()
    {
        await AddUserAsync("locked");
        await fixture.Database.ExecuteAsync(
            """UPDATE "Users" SET "LockoutEnabled" = true, "AccessFailedCount" = 5, "LockoutEnd" = now() + interval '1 day' WHERE "Id" = 'locked'""");

        await ShouldBeActiveAsync(await StoredToken.StoreAsync(Host, subject: "locked"));
    }

    [Fact]
    public async Task Of_a_client_that_is_disabled()
    {
        await ClientCopy.AddAsync(fixture.Database, Demo.PlainClientId, "disabled-client");
        var token = await StoredToken.StoreAsync(Host, "disabled-client");
        await ShouldBeActiveAsync(token);

        await fixture.Database.ExecuteAsync("""UPDATE "Clients" SET "Enabled" = false WHERE "ClientId" = 'disabled-client'""");

        await Eventually.TrueAsync(async () =>
            !(await fixture.Tokens.IntrospectAsync(await CallerAsync(), token)).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task An_authorization_code_is_no_access_token()
    {
        var answer = await fixture.Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes);

        await ShouldBeInactiveAsync(answer.Code);
        // Asking did not use it up.
        (await fixture.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret)).TryGetProperty("access_token", out _).ShouldBeTrue();
    }

    private Task<string> CallerAsync() => fixture.Tokens.ResourceServerTokenAsync();

    private async Task ShouldBeInactiveAsync(string token)
    {
        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), content: PassportRequest.Form(token));
        await PassportRequest.ShouldBeInactiveAsync(response);
    }

    private async Task ShouldBeActiveAsync(string token) =>
        (await fixture.Tokens.IntrospectAsync(await CallerAsync(), token)).GetProperty("active").GetBoolean().ShouldBeTrue();

    private Task<long> CountAsync() => fixture.Database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" """);

    private Task AddUserAsync(string id) => fixture.Database.ExecuteAsync(
        """
        INSERT INTO "Users" ("Id", "UserName", "NormalizedUserName", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
        VALUES ($1, $1, upper($1), false, false, false, true, 0)
        """,
        id);
}
