using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Pages;

/// <summary>passport.md: the token of a user who no longer exists or is disabled is not active; a lockout is not that.</summary>
public sealed class UserStateTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("kept", """UPDATE "Users" SET "DisplayName" = 'another' WHERE "Id" = $1""", true)]
    [InlineData("locked", """UPDATE "Users" SET "LockoutEnd" = now() + interval '1 hour', "AccessFailedCount" = 4 WHERE "Id" = $1""", true)]
    [InlineData("disabled", """UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""", false)]
    [InlineData("deleted", """DELETE FROM "Users" WHERE "Id" = $1""", false)]
    public async Task A_token_follows_its_user_at_once(string user, string change, bool active)
    {
        await TestUsers.AddAsync(host.Database, user);
        var answer = await host.Tokens.SignInAndAuthorizeAsync(user, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes);
        var token = (await host.Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret)).GetProperty("access_token").GetString()!;
        var caller = await host.Tokens.ResourceServerTokenAsync();
        (await host.Tokens.IntrospectAsync(caller, token)).GetProperty("active").GetBoolean().ShouldBeTrue();

        await host.Database.ExecuteAsync(change, user);

        (await host.Tokens.IntrospectAsync(caller, token)).GetProperty("active").GetBoolean().ShouldBe(active);
    }

    [Fact]
    public async Task A_code_of_a_user_who_was_disabled_meanwhile_is_invalid_grant()
    {
        await TestUsers.AddAsync(host.Database, "late");
        var answer = await host.Tokens.SignInAndAuthorizeAsync("late", Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes);

        await host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'late'""");

        using var response = await host.Tokens.PostCodeAsync(answer, Demo.WebAppSecret);
        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync()).ShouldContain("invalid_grant");
    }

    [Fact]
    public async Task OpenIdConnectCore_5_1_Claims_come_from_the_user_s_row_and_the_user_s_own_claims_win()
    {
        await TestUsers.AddAsync(host.Database, "claimant");
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "DisplayName" = 'Claire', "Email" = 'c@example.com', "EmailConfirmed" = true WHERE "Id" = 'claimant'""");
        await host.Database.ExecuteAsync(
            """INSERT INTO "UserClaims" ("UserId", "ClaimType", "ClaimValue") VALUES ('claimant', 'department', 'SSO'), ('claimant', 'preferred_username', 'cc')""");

        var claims = await ProfileAsync("claimant", "name", "email_verified", "department", "preferred_username");

        claims.ShouldBe(["department=SSO", "preferred_username=cc", "name=Claire", "email_verified=true"]);
    }

    private async Task<IEnumerable<string>> ProfileAsync(string user, params string[] types)
    {
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(host.Services);
        var profile = (IProfileService)scope.ServiceProvider.GetService(typeof(IProfileService))!;
        var context = new ProfileDataRequestContext(new IdentityServerUser(user).CreatePrincipal(), new Client { ClientId = "x" }, "test", types);
        await profile.GetProfileDataAsync(context, CancellationToken.None);
        return context.IssuedClaims.Select(claim => $"{claim.Type}={claim.Value}");
    }
}
