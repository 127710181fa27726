using System.Net;
using IdentityHost.Outcomes;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Stores;

/// <summary>RFC 6749 4.1.2: a code is used once, raced or not.</summary>
[Collection(PostgresCollection.Name)]
public sealed class AuthorizationCodeRaceTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Of_many_who_consume_a_code_at_once_one_wins()
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        var codes = scope.ServiceProvider.GetRequiredService<IAuthorizationCodeStore>();
        var code = await codes.StoreAuthorizationCodeAsync(
            new AuthorizationCode
            {
                ClientId = Demo.WebAppId,
                CreationTime = TimeProvider.System.GetUtcNow().UtcDateTime,
                Lifetime = 60,
                Subject = new IdentityServerUser(Demo.Subject).CreatePrincipal(),
                RequestedScopes = ["messages.read"],
                RedirectUri = Demo.WebAppRedirectUri,
            },
            default);

        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                await codes.RemoveAuthorizationCodeAsync(code, default);
                return true;
            }
            catch (GrantConsumedException)
            {
                return false;
            }
        })));

        won.Count(w => w).ShouldBe(1);
        (await codes.GetAuthorizationCodeAsync(code, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_redeemers_at_once_one_gets_tokens_and_the_others_invalid_grant()
    {
        var answer = await fixture.Tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes);

        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => fixture.Tokens.PostCodeAsync(answer, Demo.WebAppSecret)));

        responses.Count(r => r.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        foreach (var loser in responses.Where(r => r.StatusCode != HttpStatusCode.OK))
        {
            loser.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await loser.Content.ReadAsStringAsync()).ShouldContain("\"error\":\"invalid_grant\"");
            loser.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }

        foreach (var response in responses)
            response.Dispose();
    }
}
