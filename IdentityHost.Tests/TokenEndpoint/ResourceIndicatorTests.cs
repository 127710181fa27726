using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

[Collection(PostgresCollection.Name)]
public sealed class ResourceIndicatorTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC8707_an_API_that_must_be_asked_for_by_name_is_no_audience_of_a_token_that_did_not()
    {
        await host.Database.AddApiAsync("named-api", "secret", "messages.read");
        await host.Database.ExecuteAsync("""UPDATE "ApiResources" SET "RequireResourceIndicator" = true WHERE "Name" = 'named-api'""");
        await host.Database.AddClientAsync("unnamed", new { AccessTokenType = 0 });

        var (_, payload) = Jwt.Read(await host.Tokens.ClientCredentialsAsync("unnamed", TestClients.Secret));

        payload.GetProperty("aud").GetString().ShouldBe(Demo.ApiResource);
    }
}
