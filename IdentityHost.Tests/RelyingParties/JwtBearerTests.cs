using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>ASP.NET Core's JWT bearer handler, as it is, in an API.</summary>
[Collection(PostgresCollection.Name)]
public sealed class JwtBearerTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC9068_A_person_s_JWT_is_good_and_the_ID_token_beside_it_is_none()
    {
        // An audience of ID tokens as well, so that the type alone decides.
        await using var api = await StartAsync(Demo.ApiResource, Demo.JwtAppId);
        var answer = await host.Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, Demo.JwtAppId, Demo.JwtAppRedirectUri, "openid user.read");
        var tokens = await host.Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret);

        using var welcome = await api.GetAsync(tokens.GetProperty("access_token").GetString()!);
        using var refused = await api.GetAsync(tokens.GetProperty("id_token").GetString()!);

        (await TokenClient.ReadAsync(welcome)).GetProperty("sub").GetString().ShouldBe(Demo.Subject);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
    }

    [Fact]
    public async Task RFC9068_4_A_client_s_JWT_is_good_at_the_API_that_it_is_for()
    {
        await using var api = await StartAsync(Demo.ApiResource);
        await host.Database.AddClientAsync("jwt-bearer", new { AccessTokenType = 0 }, scopes: ["messages.read", "introspect"]);

        using var welcome = await api.GetAsync(await host.Tokens.ClientCredentialsAsync("jwt-bearer", TestClients.Secret, "messages.read"));
        using var refused = await api.GetAsync(await host.Tokens.ClientCredentialsAsync("jwt-bearer", TestClients.Secret, "introspect"));

        (await TokenClient.ReadAsync(welcome)).GetProperty("client_id").GetString().ShouldBe("jwt-bearer");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<Api> StartAsync(params string[] audiences) => Api.WithJwtBearerAsync(options =>
    {
        options.Authority = host.Host.BaseAddress.ToString();
        options.RequireHttpsMetadata = false;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ValidAudiences = audiences;
        options.TokenValidationParameters.ValidTypes = ["at+jwt"];
    });
}
