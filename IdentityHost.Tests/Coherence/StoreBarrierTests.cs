using IdentityHost.Stores;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Coherence;

/// <summary>Every way in which the stores take access away, called outside a request: each has waited when it returns, whatever it found.</summary>
public sealed class StoreBarrierTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Handle = "unknown-1";

    [Theory]
    [InlineData("grant")]
    [InlineData("grants of some types")]
    [InlineData("all grants")]
    [InlineData("reference token")]
    [InlineData("reference tokens")]
    [InlineData("refresh token")]
    [InlineData("refresh tokens")]
    [InlineData("session")]
    [InlineData("sessions")]
    [InlineData("JWT")]
    [InlineData("family")]
    [InlineData("replayed code")]
    [InlineData("reused refresh token")]
    public async Task Taking_access_away_waits(string what)
    {
        await using var ears = await Ears.ListenAsync(host.Database);
        await using var scope = host.Services.CreateAsyncScope();
        await Eventually.TrueAsync(async () => await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "NodeLeases" """) > 0);
        await ears.BarriersAsync();

        await TakeAwayAsync(what, scope.ServiceProvider);

        (await ears.BarriersAsync()).ShouldHaveSingleItem();
    }

    private static Task TakeAwayAsync(string what, IServiceProvider services)
    {
        var (grants, families) = (services.GetRequiredService<IPersistedGrantStore>(), services.GetRequiredService<GrantFamilies>());
        var sessions = services.GetRequiredService<IServerSideSessionStore>();
        return what switch
        {
            "grant" => grants.RemoveAsync("k", default),
            "grants of some types" => grants.RemoveAllAsync(new PersistedGrantFilter { SubjectId = "x", Type = "reference_token" }, default),
            "all grants" => grants.RemoveAllAsync(new PersistedGrantFilter { SubjectId = "x" }, default),
            "reference token" => services.GetRequiredService<IReferenceTokenStore>().RemoveReferenceTokenAsync(Handle, default),
            "reference tokens" => services.GetRequiredService<IReferenceTokenStore>().RemoveReferenceTokensAsync("x", "y", "z", default),
            "refresh token" => services.GetRequiredService<IRefreshTokenStore>().RemoveRefreshTokenAsync(Handle, default),
            "refresh tokens" => services.GetRequiredService<IRefreshTokenStore>().RemoveRefreshTokensAsync("x", "y", default),
            "session" => sessions.DeleteSessionAsync("k", default),
            "sessions" => sessions.DeleteSessionsAsync(new SessionFilter { SubjectId = "x" }, default),
            "JWT" => services.GetRequiredService<RevokedTokenIds>().AddAsync("j", new DateTime(2040, 1, 1, 0, 0, 0, DateTimeKind.Utc), default),
            "family" => families.RevokeOfMemberAsync("k", default),
            "replayed code" => families.RevokeReplayedAsync("k", default),
            "reused refresh token" => families.RevokeReusedAsync("k", default),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }
}
