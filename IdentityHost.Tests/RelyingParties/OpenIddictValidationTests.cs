using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>OpenIddict's validation, as it is, in an API.</summary>
[Collection(PostgresCollection.Name)]
public sealed class OpenIddictValidationTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC7662_An_API_asks_about_a_reference_token_until_it_is_revoked()
    {
        await using var api = await StartAsync(introspects: true);
        var token = await host.Tokens.AliceTokenAsync();

        using var welcome = await api.GetAsync(token);
        var claims = await TokenClient.ReadAsync(welcome);
        claims.GetProperty("sub").GetString().ShouldBe(Demo.Subject);
        claims.GetProperty("username").GetString().ShouldBe(Demo.User);
        claims.GetProperty("client_id").GetString().ShouldBe(Demo.WebAppId);

        using var revocation = await host.Tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(Demo.WebAppId, Demo.WebAppSecret));
        revocation.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await api.GetAsync(token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RFC9068_A_JWT_is_good_by_asking_and_by_itself(bool introspects)
    {
        await using var api = await StartAsync(introspects);
        var token = await JwtAsync($"reader-{introspects}", "messages.read");

        using var welcome = await api.GetAsync(token);

        var claims = await TokenClient.ReadAsync(welcome);
        claims.GetProperty("sub").GetString().ShouldBe($"reader-{introspects}");
        claims.GetProperty("scope").GetString().ShouldBe("messages.read");
    }

    /// <summary>The audience is another: introspection says inactive, and the API itself that it is not meant.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RFC9068_4_A_JWT_for_another_API_is_refused(bool introspects)
    {
        await using var api = await StartAsync(introspects);
        var token = await JwtAsync($"stranger-{introspects}", "introspect");

        using var refused = await api.GetAsync(token);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<Api> StartAsync(bool introspects) => Api.WithOpenIddictAsync(options =>
    {
        options.SetIssuer(host.Host.BaseAddress).AddAudiences(Demo.ApiResource);
        if (introspects)
            options.UseIntrospection().SetClientId(Demo.ApiResource).SetClientSecret(Demo.ApiResourceSecret);
    });

    /// <summary>A JWT of a client, for itself.</summary>
    private async Task<string> JwtAsync(string clientId, string scope)
    {
        await host.Database.AddClientAsync(clientId, new { AccessTokenType = 0 }, scopes: [scope]);
        return await host.Tokens.ClientCredentialsAsync(clientId, TestClients.Secret, scope);
    }
}
