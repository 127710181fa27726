using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Revocation;

/// <summary>A node may take a token for inactive that another takes for active: their clocks differ, or their addresses. Revoked is revoked.</summary>
[Collection(PostgresCollection.Name)]
public sealed class InactiveHereTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const int Jwt = 0;
    private const int Reference = 1;

    [Theory]
    [InlineData(Reference, 2)]
    [InlineData(Jwt, 2)]
    [InlineData(Jwt, 0)]
    public async Task A_token_that_is_inactive_where_it_is_revoked_is_inactive_everywhere(int type, int hoursAhead)
    {
        var client = $"inactive-{type}-{hoursAhead}";
        await host.Database.AddClientAsync(client, new { AccessTokenType = type });
        var token = await host.Tokens.ClientCredentialsAsync(client, TestClients.Secret);
        await using var other = await StartAsync(hoursAhead);
        (await IsActiveAsync(host.Tokens, token)).ShouldBeTrue();

        using var response = await new TokenClient(other).PostFormAsync(
            Requests.RevocationPath, new() { ["token"] = token }, TokenClient.Basic(client, TestClients.Secret));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await IsActiveAsync(host.Tokens, token)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(Reference)]
    [InlineData(Jwt)]
    public async Task RFC7009_2_1_another_client_does_not_revoke_it(int type)
    {
        var client = $"owner-{type}";
        await host.Database.AddClientAsync(client, new { AccessTokenType = type });
        var token = await host.Tokens.ClientCredentialsAsync(client, TestClients.Secret);
        await using var other = await StartAsync(hoursAhead: 2);

        using var response = await new TokenClient(other).PostFormAsync(
            Requests.RevocationPath, new() { ["token"] = token }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));

        (await IsActiveAsync(host.Tokens, token)).ShouldBeTrue();
    }

    private static async Task<bool> IsActiveAsync(TokenClient tokens, string token) =>
        (await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean();

    private Task<TestHost> StartAsync(int hoursAhead) => TestHost.StartAsync(
        host.Database, settings: null, builder => builder.Services.AddSingleton<TimeProvider>(new ClockAhead(TimeSpan.FromHours(hoursAhead))));

    private sealed class ClockAhead(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }
}
