using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Stores;

/// <summary>Twenty who use the same code or refresh token at once.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SingleUseRaceTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>
{
    private const int Racers = 20;
    private const int Rounds = 5;

    [Theory]
    [InlineData(RefreshTokenFixture.ClientId)]
    [InlineData(RefreshTokenFixture.JwtClientId)]
    public async Task RFC6749_4_1_2_of_twenty_with_one_code_one_gets_tokens_and_they_are_revoked_by_the_replays(string clientId)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var code = await fixture.StoreCodeAsync(clientId);
            await ShouldBeWonOnceAsync(clientId, () => fixture.PostCodeAsync(code, clientId));
        }
    }

    [Theory]
    [InlineData(RefreshTokenFixture.ClientId)]
    [InlineData(RefreshTokenFixture.JwtClientId)]
    public async Task RFC9700_4_14_2_of_twenty_with_one_refresh_token_one_gets_tokens_and_the_family_is_revoked(string clientId)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var issued = await fixture.SignInAsync(clientId);
            await ShouldBeWonOnceAsync(clientId, () => fixture.PostRefreshAsync(issued.RefreshToken, clientId));
            (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_refresh_token_that_is_reused_serves_all_of_twenty_at_once()
    {
        await fixture.AddClientAsync("race-reuse", new { AllowOfflineAccess = true, RefreshTokenUsage = 0, RefreshTokenExpiration = 0 });
        var issued = await fixture.SignInAsync("race-reuse");
        var responses = await RaceAsync(() => fixture.PostRefreshAsync(issued.RefreshToken, "race-reuse"));
        foreach (var response in responses)
        {
            (await fixture.IsActiveAsync(new Issued(await TokenClient.ReadAsync(response)).AccessToken)).ShouldBeTrue();
            response.Dispose();
        }
    }

    [Theory]
    [InlineData(RefreshTokenFixture.ClientId, false)]
    [InlineData(RefreshTokenFixture.JwtClientId, false)]
    [InlineData(RefreshTokenFixture.ClientId, true)]
    [InlineData(RefreshTokenFixture.JwtClientId, true)]
    public async Task Nothing_is_left_alive_by_a_revocation_or_a_sign_out_in_the_middle_of_refreshes(string clientId, bool signsOut)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var session = $"{clientId}-{signsOut}-{round}";
            var first = await fixture.SignInAsync(clientId, code => code.SessionId = session);
            var alive = new List<string> { first.AccessToken };
            var refreshing = Task.Run(async () =>
            {
                var token = first.RefreshToken;
                while (true)
                {
                    using var response = await fixture.PostRefreshAsync(token, clientId);
                    if (!response.IsSuccessStatusCode)
                        return;
                    var next = new Issued(await TokenClient.ReadAsync(response));
                    alive.Add(next.AccessToken);
                    token = next.RefreshToken;
                }
            });
            await Task.Delay(20 * (round + 1));

            await (signsOut ? SignOutAsync(session) : RevokeAsync(first.RefreshToken, clientId));

            await refreshing;
            foreach (var token in alive)
                (await fixture.IsActiveAsync(token)).ShouldBeFalse();
        }
    }

    private async Task ShouldBeWonOnceAsync(string clientId, Func<Task<HttpResponseMessage>> use)
    {
        var responses = await RaceAsync(use);
        foreach (var loser in responses.Where(response => response.StatusCode != HttpStatusCode.OK))
            await loser.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
        var won = new Issued(await TokenClient.ReadAsync(responses.Single(response => response.StatusCode == HttpStatusCode.OK)));
        (await fixture.IsActiveAsync(won.AccessToken)).ShouldBeFalse();
        await fixture.ShouldBeRefusedAsync(won.RefreshToken, clientId);
        foreach (var response in responses)
            response.Dispose();
    }

    private async Task RevokeAsync(string refreshToken, string clientId)
    {
        using var response = await fixture.Host.PostAsync(
            Requests.RevocationPath, new() { ["token"] = refreshToken }, TokenClient.Basic(clientId, TestClients.Secret));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What ending a session does to the tokens of clients that are tied to it.</summary>
    private async Task SignOutAsync(string session)
    {
        await using var scope = fixture.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPersistedGrantStore>().RemoveAllAsync(
            new PersistedGrantFilter { SubjectId = Demo.Subject, SessionId = session, Types = ["refresh_token", "reference_token"] }, default);
    }

    private static Task<HttpResponseMessage[]> RaceAsync(Func<Task<HttpResponseMessage>> use) =>
        Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(use)));
}
