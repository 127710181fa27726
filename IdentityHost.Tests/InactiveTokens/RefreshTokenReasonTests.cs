using System.Security.Claims;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.InactiveTokens;

/// <summary>Why a refresh token is not active, when a client asks about it (RFC 7662 2.1); whatever the hint, and whatever is remembered.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RefreshTokenReasonTests(TwoMemories hosts) : IClassFixture<TwoMemories>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [EngineDifference("its validators do not say why: the line has 'rejected'")]
    public async Task Each_reason(bool remembers)
    {
        var holder = await hosts.AddHolderAsync();
        var caller = holder.ClientId;
        await ShouldBeAsync(new string('B', 64) + "-1", "not_found", remembers, caller);
        await ShouldBeAsync(await StoreAsync(holder, made => made.ConsumedTime = made.CreationTime), "used", remembers, caller);
        await ShouldBeAsync(await StoreAsync(holder, made => made.CreationTime = made.CreationTime.AddHours(-2)), "expired", remembers, caller);
        await ShouldBeAsync(await StoreAsync(holder), "wrong_client", remembers, TwoMemories.OtherClient);

        var token = await StoreAsync(holder);
        (await hosts.IsActiveAsync(remembers, passport: false, token, caller)).ShouldBeTrue();
        await hosts.Database.ExecuteAsync("""DELETE FROM "ServerSideSessions" WHERE "SessionId" = $1""", holder.SessionId);
        await ShouldBeAsync(token, "session_ended", remembers, caller);
        await hosts.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""", holder.Subject);
        await ShouldBeAsync(token, "user_disabled", remembers, caller);
        await hosts.Database.ExecuteAsync("""DELETE FROM "Users" WHERE "Id" = $1""", holder.Subject);
        await ShouldBeAsync(token, "user_unknown", remembers, caller);
        var online = await hosts.AddHolderAsync(new { AllowOfflineAccess = false });
        await ShouldBeAsync(await StoreAsync(online), "no_offline_access", remembers, online.ClientId);
    }

    [Fact]
    public async Task An_API_is_told_of_access_tokens_only()
    {
        var holder = await hosts.AddHolderAsync();
        await ShouldBeAsync(await StoreAsync(holder), "not_found", remembers: false, caller: null);
    }

    private async Task<string> StoreAsync(Holder holder, Action<RefreshToken>? change = null)
    {
        var token = new RefreshToken
        {
            CreationTime = TimeProvider.System.GetUtcNow().UtcDateTime,
            Lifetime = 3600,
            ClientId = holder.ClientId,
            Subject = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", holder.Subject), new Claim("auth_time", "1")], "test")),
            SessionId = holder.SessionId,
            AuthorizedScopes = ["messages.read"],
        };
        token.SetAccessToken(new Token("access_token") { ClientId = holder.ClientId });
        change?.Invoke(token);
        await using var scope = hosts.Host(remembers: false).Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IRefreshTokenStore>().StoreRefreshTokenAsync(token, CancellationToken.None);
    }

    private async Task ShouldBeAsync(string token, string reason, bool remembers, string? caller)
    {
        var host = hosts.Host(remembers);
        var tokens = new TokenClient(host);
        foreach (var hint in new[] { "refresh_token", "access_token" })
        {
            var before = TwoMemories.Lines(host);
            using var response = await tokens.PostFormAsync(
                "/connect/introspect",
                new() { ["token"] = token, ["token_type_hint"] = hint },
                TokenClient.Basic(caller ?? Demo.ApiResource, caller is null ? Demo.ApiResourceSecret : TokenEndpoint.TestClients.Secret));
            (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeFalse();
            var line = TwoMemories.ShouldBeOneLine(before, TwoMemories.Lines(host), token);
            TwoMemories.Value(line, "Reason").ShouldBe(reason);
            TwoMemories.Value(line, "Caller").ShouldBe(caller ?? Demo.ApiResource);
        }
    }
}
