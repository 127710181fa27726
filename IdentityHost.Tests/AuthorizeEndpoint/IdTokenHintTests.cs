using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Sessions;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>OpenID Connect Core 3.1.2.2: nobody is answered for but the user whom the client means.</summary>
public sealed class IdTokenHintTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    [EngineDifference("id_token_hint is not looked at by the authorization endpoint")]
    public async Task Section_3_1_2_2_a_hint_of_another_user_is_not_answered_for_who_is_signed_in()
    {
        var client = await host.Database.AddAppAsync();
        var (meant, other) = (await host.Database.AddUserAsync(), await host.Database.AddUserAsync());
        using var first = new Browser(host.Host.BaseAddress);
        var hint = (await first.UseAsync(host.Host, client, meant)).Text("id_token");
        using var second = new Browser(host.Host.BaseAddress);
        await second.UseAsync(host.Host, client, other);

        await second.GoAsync(Url(client, hint, "none"));
        second.LeftParameters(TestClients.RedirectUri)["error"].ShouldBe("login_required");

        await second.GoAsync(Url(client, hint));
        second.Location.ShouldBeTheSignInPage(host);
        await second.SignInAsync(meant, Demo.Password);
        second.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task A_hint_of_the_user_who_is_signed_in_is_answered_and_one_that_says_nothing_is_passed_over()
    {
        var client = await host.Database.AddAppAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        var hint = (await browser.UseAsync(host.Host, client, await host.Database.AddUserAsync())).Text("id_token");

        foreach (var one in (string[])[hint, hint[..^4] + "AAAA", "nonsense", "a.b.c"])
        {
            await browser.GoAsync(Url(client, one, "none"));
            browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
        }
    }

    private static string Url(string client, string hint, string? prompt = null) => AuthorizeRequests.Url(
        ("client_id", client), ("redirect_uri", TestClients.RedirectUri), ("scope", "openid"), ("id_token_hint", hint), ("prompt", prompt));
}
