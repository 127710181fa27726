using System.Net;
using IdentityHost.Memory;
using IdentityHost.Stores;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Introspection;

/// <summary>A deployer's own store holds the reference tokens: it is asked every time, and nothing of it is remembered.</summary>
public sealed class DeployersGrantStoreTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly GrantsInMemory _grants = new();

    [Fact]
    public async Task Reference_tokens_are_stored_read_and_removed_there()
    {
        await using var node = await StartAsync();
        var tokens = new TokenClient(node);
        var token = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        _grants.Grants.Values.Count(grant => grant.ClientId == Demo.PlainClientId).ShouldBe(1);
        (await CountAsync(Demo.PlainClientId)).ShouldBe(0);

        for (var i = 1; i <= 3; i++)
        {
            (await IsActiveAsync(node, token)).ShouldBeTrue();
            _grants.Reads.ShouldBe(i);
        }

        using var response = await tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _grants.Grants.ShouldBeEmpty();
        (await IsActiveAsync(node, token)).ShouldBeFalse();
        node.Logs.Lines.ShouldContain(line => line.Message.Contains("not remembered", StringComparison.Ordinal)
            && line.Message.Contains(nameof(IPersistedGrantStore), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Passports_two_tokens_are_read_there()
    {
        await using var node = await StartAsync();
        var tokens = new TokenClient(node);
        var caller = await tokens.ResourceServerTokenAsync();
        var token = await tokens.AliceTokenAsync();
        for (var i = 0; i < 2; i++)
            (await tokens.IntrospectAsync(caller, token)).GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
        _grants.Reads.ShouldBe(4);
        _grants.Grants.Clear();
        using var refused = await tokens.PostIntrospectAsync(caller, token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_code_that_is_used_again_ends_the_tokens_that_are_held_there()
    {
        await using var node = await StartAsync();
        var tokens = new TokenClient(node);
        var answer = await tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes);
        var token = (await tokens.RedeemCodeAsync(answer, Demo.WebAppSecret)).GetProperty("access_token").GetString()!;
        (await IsActiveAsync(node, token)).ShouldBeTrue();

        using var replay = await tokens.PostCodeAsync(answer, Demo.WebAppSecret);
        replay.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await IsActiveAsync(node, token)).ShouldBeFalse();
        _grants.Grants.Values.ShouldNotContain(grant => grant.Type == PersistedGrantTypes.ReferenceToken);
    }

    [Fact]
    public async Task A_token_that_is_stored_there_while_its_family_is_revoked_does_not_stay()
    {
        await using var node = await StartAsync();
        var tokens = new TokenClient(node);
        var answer = await tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes);
        _grants.Meanwhile = () => node.Services.GetRequiredService<GrantFamilies>()
            .RevokeReplayedAsync(GrantKey.Of(answer.Code, PersistedGrantTypes.AuthorizationCode), default);

        var token = (await tokens.RedeemCodeAsync(answer, Demo.WebAppSecret)).GetProperty("access_token").GetString()!;

        (await IsActiveAsync(node, token)).ShouldBeFalse();
        _grants.Grants.Values.ShouldNotContain(grant => grant.Type == PersistedGrantTypes.ReferenceToken);
    }

    private static async Task<bool> IsActiveAsync(TestHost node, string token) =>
        (await new TokenClient(node).StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean();

    private Task<long> CountAsync(string client) =>
        host.Database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" WHERE "ClientId" = $1 AND "Type" = 'reference_token' """, client);

    private Task<TestHost> StartAsync() =>
        TestHost.StartAsync(host.Database, settings: null, builder => builder.Services.AddSingleton<IPersistedGrantStore>(_grants));
}
