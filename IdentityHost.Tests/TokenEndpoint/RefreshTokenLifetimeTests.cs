using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>How long refresh tokens last and what a client's settings make of them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RefreshTokenLifetimeTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>
{
    private const int Minute = 60;

    [Fact]
    public async Task RFC6749_5_2_an_expired_refresh_token_is_invalid_grant()
    {
        var issued = await fixture.SignInAsync();
        await fixture.ChangeAsync(issued.RefreshToken, token => token.CreationTime = token.CreationTime.AddSeconds(-token.Lifetime));
        await fixture.ShouldBeRefusedAsync(issued.RefreshToken);
    }

    [Fact]
    public async Task An_absolute_lifetime_counts_from_the_sign_in_however_often_it_is_refreshed()
    {
        var first = await fixture.SignInAsync();
        var end = await fixture.ExpirationAsync(first.RefreshToken);
        var second = await fixture.RefreshAsync(first.RefreshToken);
        var third = await fixture.RefreshAsync(second.RefreshToken);
        (await fixture.ExpirationAsync(third.RefreshToken)).ShouldBe(end);
        end.ShouldBe(Now().AddSeconds(2592000), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("sliding", 60 * Minute, 0, 20 * Minute)]
    [InlineData("sliding-capped", 60 * Minute, 90 * Minute, 20 * Minute)]
    [InlineData("sliding-at-the-cap", 60 * Minute, 90 * Minute, 50 * Minute)]
    public async Task A_sliding_lifetime_is_renewed_by_use_up_to_the_absolute_one(string clientId, int sliding, int absolute, int age)
    {
        await AddSlidingAsync(clientId, sliding, absolute);
        var first = await fixture.SignInAsync(clientId);
        (await fixture.ExpirationAsync(first.RefreshToken)).ShouldBe(Now().AddSeconds(sliding), TimeSpan.FromMinutes(1));
        await fixture.ChangeAsync(first.RefreshToken, token => token.CreationTime = token.CreationTime.AddSeconds(-age));

        var second = await fixture.RefreshAsync(first.RefreshToken, clientId);

        var left = absolute == 0 ? sliding : Math.Min(sliding, absolute - age);
        (await fixture.ExpirationAsync(second.RefreshToken)).ShouldBe(Now().AddSeconds(left), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_sliding_lifetime_longer_than_the_absolute_one_is_cut_at_the_start()
    {
        await AddSlidingAsync("sliding-too-long", sliding: 100 * Minute, absolute: 30 * Minute);
        var issued = await fixture.SignInAsync("sliding-too-long");
        (await fixture.ExpirationAsync(issued.RefreshToken)).ShouldBe(Now().AddMinutes(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_client_may_reuse_its_refresh_token()
    {
        await fixture.AddClientAsync("reusing", new { AllowOfflineAccess = true, RefreshTokenUsage = 0 });
        var first = await fixture.SignInAsync("reusing");
        var second = await fixture.RefreshAsync(first.RefreshToken, "reusing");
        second.RefreshToken.ShouldBe(first.RefreshToken);
        var third = await fixture.RefreshAsync(first.RefreshToken, "reusing");
        foreach (var issued in new[] { first, second, third })
            (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_reused_refresh_token_slides_too()
    {
        await AddSlidingAsync("reusing-sliding", sliding: 60 * Minute, absolute: 0, usage: 0);
        var first = await fixture.SignInAsync("reusing-sliding");
        await fixture.ChangeAsync(first.RefreshToken, token => token.CreationTime = token.CreationTime.AddMinutes(-40));
        var second = await fixture.RefreshAsync(first.RefreshToken, "reusing-sliding");
        second.RefreshToken.ShouldBe(first.RefreshToken);
        (await fixture.ExpirationAsync(first.RefreshToken)).ShouldBe(Now().AddMinutes(60), TimeSpan.FromMinutes(1));
        await fixture.RefreshAsync(first.RefreshToken, "reusing-sliding");
    }

    [Theory]
    [InlineData("keeps-claims", false, "Alice")]
    [InlineData("updates-claims", true, "Alice Liddell")]
    public async Task The_claims_of_the_access_token_are_looked_up_again_if_the_client_says_so(string clientId, bool updates, string expected)
    {
        await fixture.AddClientAsync(clientId, new { AllowOfflineAccess = true, UpdateAccessTokenClaimsOnRefresh = updates });
        await fixture.Host.Database.ExecuteAsync(
            """INSERT INTO "ApiScopeClaims" ("ScopeId", "Type") SELECT "Id", 'name' FROM "ApiScopes" WHERE "Name" = 'messages.read' ON CONFLICT DO NOTHING""");
        await Eventually.TrueAsync(async () => await NameAsync((await fixture.SignInAsync(clientId)).AccessToken) is not null);
        var issued = await fixture.SignInAsync(clientId);
        await SetNameAsync("Alice Liddell");
        try
        {
            var next = await fixture.RefreshAsync(issued.RefreshToken, clientId);
            (await NameAsync(next.AccessToken)).ShouldBe(expected);
            (await NameAsync((await fixture.RefreshAsync(next.RefreshToken, clientId)).AccessToken)).ShouldBe(expected);
        }
        finally
        {
            await SetNameAsync("Alice");
        }
    }

    private Task AddSlidingAsync(string clientId, int sliding, int absolute, int usage = 1) => fixture.AddClientAsync(
        clientId,
        new
        {
            AllowOfflineAccess = true,
            RefreshTokenExpiration = 0,
            RefreshTokenUsage = usage,
            SlidingRefreshTokenLifetime = sliding,
            AbsoluteRefreshTokenLifetime = absolute,
        });

    private Task<int> SetNameAsync(string name) =>
        fixture.Host.Database.ExecuteAsync("""UPDATE "Users" SET "DisplayName" = $2 WHERE "Id" = $1""", Demo.Subject, name);

    private async Task<string?> NameAsync(string accessToken)
    {
        var json = await fixture.Host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, accessToken);
        return json.TryGetProperty("name", out var name) ? name.GetString() : null;
    }

    private static DateTime Now() => TimeProvider.System.GetUtcNow().UtcDateTime;
}
