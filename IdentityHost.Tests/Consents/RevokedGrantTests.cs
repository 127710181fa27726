using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Consents;

/// <summary>What a client has of a person can be listed, and taken away as one: consent, codes and tokens.</summary>
public sealed class RevokedGrantTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task All_that_a_client_has_is_one_grant()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser, "openid user.read");
        await ConsentClient.AllowAsync(browser, remember: true);
        await client.RedeemLastAsync(browser);
        (await client.AsksAsync(browser, "openid")).ShouldBeFalse();

        var grant = (await ListAsync()).Single(grant => grant.ClientId == client.Id);

        grant.SubjectId.ShouldBe(Demo.Subject);
        grant.Scopes.ShouldBe(["openid", "user.read"], ignoreOrder: true);
        grant.Expiration.ShouldBeNull();
    }

    [Fact]
    public async Task RFC7009_2_1_What_is_revoked_is_gone_with_its_tokens_codes_and_consent_and_nobody_else_s_is()
    {
        var client = await ConsentClient.AddAsync(host);
        var other = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await other.AsksAsync(browser);
        await ConsentClient.AllowAsync(browser, remember: true);
        await client.AsksAsync(browser);
        await ConsentClient.AllowAsync(browser, remember: true);
        var token = (await client.RedeemLastAsync(browser)).GetProperty("access_token").GetString()!;
        (await client.AsksAsync(browser)).ShouldBeFalse();
        var code = browser.LeftParameters(TestClients.RedirectUri)["code"];
        (await IsActiveAsync(token)).ShouldBeTrue();

        using (var scope = host.Services.CreateScope())
        {
            await scope.ServiceProvider.GetRequiredService<IPersistedGrantService>()
                .RemoveAllGrantsAsync(Demo.Subject, CancellationToken.None, client.Id);
        }

        (await IsActiveAsync(token)).ShouldBeFalse();
        using var redeemed = await host.Tokens.PostCodeAsync(
            new AuthorizationAnswer(code, Pkce.NewVerifier(), client.Id, TestClients.RedirectUri, new Dictionary<string, string>()), TestClients.Secret);
        redeemed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ListAsync()).ShouldNotContain(grant => grant.ClientId == client.Id);
        (await client.AsksAsync(browser)).ShouldBeTrue();
        (await other.AsksAsync(browser)).ShouldBeFalse();
    }

    private async Task<bool> IsActiveAsync(string token) =>
        (await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean();

    private async Task<IReadOnlyCollection<Grant>> ListAsync()
    {
        using var scope = host.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<IPersistedGrantService>().GetAllGrantsAsync(Demo.Subject, CancellationToken.None);
    }
}
