using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Revocation;

[Collection(PostgresCollection.Name)]
public sealed class RevocationTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData(null)]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("nonsense")]
    public async Task RFC7009_2_1_a_revoked_token_is_inactive_at_once_whatever_the_hint(string? hint)
    {
        var token = await TokenAsync();
        using var response = await RevokeAsync(token, hint);
        await ShouldBeDoneAsync(response);
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token))
            .GetProperty("active").GetBoolean().ShouldBeFalse();
        (await host.Tokens.IntrospectAsync(await host.Tokens.ResourceServerTokenAsync(), token))
            .GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000-1")]
    [InlineData("a.b.c")]
    public async Task RFC7009_2_2_an_unknown_token_is_200_as_well(string token)
    {
        using var response = await RevokeAsync(token);
        await ShouldBeDoneAsync(response);
    }

    [Fact]
    public async Task RFC7009_2_2_revoking_twice_is_200_twice()
    {
        var token = await TokenAsync();
        using var first = await RevokeAsync(token);
        await ShouldBeDoneAsync(first);
        using var second = await RevokeAsync(token);
        await ShouldBeDoneAsync(second);
    }

    [Fact]
    public async Task RFC7009_2_1_another_clients_token_stays_alive()
    {
        var token = await TokenAsync();
        using var response = await RevokeAsync(token, clientId: Demo.ResourceServerId, secret: Demo.ResourceServerSecret);
        response.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token))
            .GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task RFC7009_2_1_another_clients_token_is_refused_and_the_client_is_told()
    {
        using var response = await RevokeAsync(
            await TokenAsync(), clientId: Demo.ResourceServerId, secret: Demo.ResourceServerSecret);
        await response.ShouldBeRefusedAsync("invalid_grant");
    }

    [Theory]
    [InlineData("")]
    [InlineData("token=")]
    [InlineData("token_type_hint=access_token")]
    public async Task RFC7009_2_2_1_a_missing_token_is_invalid_request(string form)
    {
        using var response = await host.PostRawAsync(
            Requests.RevocationPath, form, authorization: TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret).ToString());
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task RFC7009_2_2_An_over_long_token_is_unknown_which_is_no_error()
    {
        foreach (var token in new[] { new string('A', 60_000), "eyJ." + new string('A', 60_000) + ".x" })
        {
            using var response = await RevokeAsync(token);
            await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task RFC7009_2_1_a_client_that_does_not_authenticate_is_401_and_the_token_stays_alive()
    {
        var token = await TokenAsync();
        using var response = await RevokeAsync(token, secret: "wrong");
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
        using var anonymous = await host.PostAsync(Requests.RevocationPath, new() { ["token"] = token });
        await anonymous.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token))
            .GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    [EngineDifference("a public client is 400 invalid_client")]
    public async Task RFC7009_5_a_public_client_revokes_its_own_tokens()
    {
        await host.Database.AddClientAsync("public", new { RequireClientSecret = false }, secrets: []);
        var token = await host.StoreTokenAsync(StoredGrants.AccessToken(host, "public"));
        using var response = await host.PostAsync(Requests.RevocationPath, new() { ["token"] = token, ["client_id"] = "public" });
        await ShouldBeDoneAsync(response);
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token))
            .GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task No_revoked_token_is_logged()
    {
        var token = await TokenAsync();
        using var response = await RevokeAsync(token);
        await ShouldBeDoneAsync(response);
        host.Host.Logs.ShouldNotContain(token);
    }

    private Task<string> TokenAsync() => host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);

    private Task<HttpResponseMessage> RevokeAsync(
        string token, string? hint = null, string clientId = Demo.PlainClientId, string secret = Demo.PlainClientSecret)
    {
        var form = new Dictionary<string, string> { ["token"] = token };
        if (hint is not null)
            form["token_type_hint"] = hint;
        return host.PostAsync(Requests.RevocationPath, form, TokenClient.Basic(clientId, secret));
    }

    private static async Task ShouldBeDoneAsync(HttpResponseMessage response)
    {
        await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }
}
