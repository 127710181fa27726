using System.Net.Http.Headers;
using System.Text.Json;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.UserInfo;

/// <summary>The userinfo endpoint (OpenID Connect Core 5.3): what it says, and to whom.</summary>
public sealed class UserInfoTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string AllScopes = "openid profile email phone address user.read";

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task OpenIdConnectCore_5_3_1_GET_and_POST_with_the_token_in_the_header(string method)
    {
        var token = await TokenAsync("openid profile");
        using var request = Request(method, token);
        using var response = await host.Client.SendAsync(request);

        var claims = await TokenClient.ReadAsync(response);
        claims.GetProperty("sub").GetString().ShouldBe(Demo.Subject);
        claims.GetProperty("name").GetString().ShouldBe("Alice");
        claims.GetProperty("preferred_username").GetString().ShouldBe(Demo.User);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task RFC6750_2_2_A_form_may_hold_the_token()
    {
        var token = await TokenAsync("openid");

        using var response = await host.Tokens.PostFormAsync("/connect/userinfo", new() { ["access_token"] = token });

        (await TokenClient.ReadAsync(response)).GetProperty("sub").GetString().ShouldBe(Demo.Subject);
    }

    [Theory]
    [InlineData("openid", new[] { "sub" })]
    [InlineData("openid user.read", new[] { "sub" })]
    [InlineData("openid email", new[] { "sub", "email", "email_verified" })]
    [InlineData("openid phone", new[] { "sub", "phone_number", "phone_number_verified" })]
    [InlineData("openid address", new[] { "sub", "address" })]
    public async Task OpenIdConnectCore_5_4_A_scope_stands_for_its_claims_and_no_others(string scope, string[] claims)
    {
        await GiveBobAnAddressAsync();
        var token = await TokenAsync(scope, Demo.OtherUser, Demo.OtherPassword);

        var answer = await AskAsync(token);

        answer.EnumerateObject().Select(claim => claim.Name).ShouldBe(claims, ignoreOrder: true);
    }

    [Fact]
    public async Task OpenIdConnectCore_5_1_Each_claim_has_its_JSON_type()
    {
        await GiveBobAnAddressAsync();
        await host.Database.ExecuteAsync(
            """
            INSERT INTO "IdentityResourceClaims" ("IdentityResourceId", "Type")
            SELECT "Id", unnest(ARRAY['nickname', 'updated_at']) FROM "IdentityResources" WHERE "Name" = 'profile'
            """);
        var token = await TokenAsync(AllScopes, Demo.OtherUser, Demo.OtherPassword);
        await Soon.HoldsAsync(async () => (await AskAsync(token)).TryGetProperty("nickname", out _).ShouldBeTrue());

        var answer = await AskAsync(token);

        answer.GetProperty("email").GetString().ShouldBe(Demo.OtherEmail);
        answer.GetProperty("email_verified").ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
        answer.GetProperty("phone_number_verified").ValueKind.ShouldBe(JsonValueKind.True);
        answer.GetProperty("address").GetProperty("formatted").GetString().ShouldBe("1 Main \"Street\"\nTown");
        answer.GetProperty("updated_at").GetInt64().ShouldBe(1700000000);
        answer.GetProperty("nickname").GetString().ShouldBe("Bobby");
    }

    [Fact]
    public async Task An_address_that_was_given_to_the_user_is_not_vouched_for_by_the_row()
    {
        await TestUsers.AddAsync(host.Database, "ivan");
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "Email" = 'ivan@example.com', "EmailConfirmed" = true WHERE "Id" = 'ivan'""");
        await host.Database.ExecuteAsync(
            """INSERT INTO "UserClaims" ("UserId", "ClaimType", "ClaimValue") VALUES ('ivan', 'email', 'other@example.com')""");

        var answer = await AskAsync(await TokenAsync("openid email", "ivan", Demo.Password));

        answer.GetProperty("email").GetString().ShouldBe("other@example.com");
        answer.TryGetProperty("email_verified", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task OpenIdConnectCore_5_3_2_No_claim_of_a_user_can_change_who_it_is()
    {
        await TestUsers.AddAsync(host.Database, "judy");
        await host.Database.ExecuteAsync(
            """
            INSERT INTO "UserClaims" ("UserId", "ClaimType", "ClaimValue")
            VALUES ('judy', 'sub', '1'), ('judy', 'iss', 'https://evil.example'), ('judy', 'name', 'Judy')
            """);

        var answer = await AskAsync(await TokenAsync("openid profile", "judy", Demo.Password));

        answer.GetProperty("sub").GetString().ShouldBe("judy");
        answer.TryGetProperty("iss", out _).ShouldBeFalse();
        answer.GetProperty("name").GetString().ShouldBe("Judy");
    }

    [Fact]
    public async Task Userinfo_and_ID_token_have_the_same_subject()
    {
        var answer = await host.Tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, "openid");
        var tokens = await host.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret);

        var claims = await AskAsync(tokens.GetProperty("access_token").GetString()!);

        Jwt.Read(tokens.GetProperty("id_token").GetString()!).Payload.GetProperty("sub").GetString().ShouldBe(claims.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task OpenIdConnectDiscovery_3_It_is_listed()
    {
        using var response = await host.Client.GetAsync("/.well-known/openid-configuration");

        (await TokenClient.ReadAsync(response)).GetProperty("userinfo_endpoint").GetString()
            .ShouldBe(AuthorizeRequests.IssuerOf(host) + "/connect/userinfo");
    }

    private async Task<JsonElement> AskAsync(string token)
    {
        using var request = Request("GET", token);
        using var response = await host.Client.SendAsync(request);
        return await TokenClient.ReadAsync(response);
    }

    private static HttpRequestMessage Request(string method, string token) =>
        new(new HttpMethod(method), "/connect/userinfo") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private async Task<string> TokenAsync(string scope, string user = Demo.User, string password = Demo.Password)
    {
        var client = "userinfo-" + Pkce.NewVerifier();
        await host.Database.AddClientAsync(client, grants: ["authorization_code"], scopes: AllScopes.Split(' '));
        var answer = await host.Tokens.SignInAndAuthorizeAsync(user, password, client, TestClients.RedirectUri, scope);
        return (await host.Tokens.RedeemCodeAsync(answer, TestClients.Secret)).GetProperty("access_token").GetString()!;
    }

    private async Task GiveBobAnAddressAsync()
    {
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "PhoneNumber" = '+41 1 234 56 78', "PhoneNumberConfirmed" = true WHERE "Id" = $1""", Demo.OtherSubject);
        await host.Database.ExecuteAsync("""DELETE FROM "UserClaims" WHERE "UserId" = $1""", Demo.OtherSubject);
        await host.Database.ExecuteAsync(
            """
            INSERT INTO "UserClaims" ("UserId", "ClaimType", "ClaimValue")
            VALUES ($1, 'address', $2), ($1, 'updated_at', '1700000000'), ($1, 'nickname', 'Bobby')
            """,
            Demo.OtherSubject, "1 Main \"Street\"\nTown");
    }
}
