using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.StoredFormats;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>Setting IdentityHost:Grants:RefreshTokenOverlap: a client that lost the answer may ask once more.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RefreshTokenOverlapTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>, IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(
        fixture.Host.Database, settings => settings["IdentityHost:Grants:RefreshTokenOverlap"] = "00:01:00");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Within_the_overlap_a_lost_response_can_be_repeated()
    {
        var first = await fixture.SignInAsync();
        var lost = await RefreshAsync(first.RefreshToken);
        var second = await RefreshAsync(first.RefreshToken);
        second.RefreshToken.ShouldNotBe(lost.RefreshToken);
        foreach (var issued in new[] { first, lost, second })
            (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeTrue();
        await RefreshAsync(second.RefreshToken);
    }

    [Fact]
    public async Task Of_twenty_at_once_within_the_overlap_all_are_served()
    {
        var first = await fixture.SignInAsync();
        var issued = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => RefreshAsync(first.RefreshToken))));
        foreach (var one in issued)
            (await fixture.IsActiveAsync(one.AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task After_the_overlap_reuse_revokes_the_family_and_repetitions_did_not_prolong_it()
    {
        var first = await fixture.SignInAsync();
        await RefreshAsync(first.RefreshToken);
        await AgeUseAsync(first.RefreshToken, seconds: 40);
        var second = await RefreshAsync(first.RefreshToken);
        await AgeUseAsync(first.RefreshToken, seconds: 40);

        using var late = await PostAsync(first.RefreshToken);

        await late.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeFalse();
        using var next = await PostAsync(second.RefreshToken);
        await next.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_mixed_up_client_has_no_overlap()
    {
        var first = await fixture.SignInAsync();
        await RefreshAsync(first.RefreshToken);
        using var foreign = await PostAsync(first.RefreshToken, RefreshTokenFixture.OtherClientId);
        await foreign.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
        await RefreshAsync(first.RefreshToken);
    }

    private async Task<Issued> RefreshAsync(string refreshToken)
    {
        using var response = await PostAsync(refreshToken);
        return new Issued(await TokenClient.ReadAsync(response));
    }

    private Task<HttpResponseMessage> PostAsync(string refreshToken, string clientId = RefreshTokenFixture.ClientId) =>
        new TokenClient(_host).PostFormAsync(
            Requests.TokenPath,
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken },
            TokenClient.Basic(clientId, TestClients.Secret));

    private Task<int> AgeUseAsync(string refreshToken, int seconds) => fixture.Host.Database.ExecuteAsync(
        """UPDATE "PersistedGrants" SET "ConsumedTime" = "ConsumedTime" - make_interval(secs => $2) WHERE "Key" = $1""",
        StoredGrant.Key(refreshToken, "refresh_token"), (double)seconds);
}
