using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Sessions;

/// <summary>OpenID Connect Session Management 1.0; its script is tried in a real browser (BrowserTests).</summary>
public sealed class SessionManagementTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    [EngineDifference("its hash is of the same values in another order")]
    public async Task Section_2_an_authentication_response_has_the_state_of_the_session_for_that_client()
    {
        var client = await host.Database.AddAppAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        var answer = await AuthorizeAsync(browser, client, SessionClients.Scopes);

        var state = answer.Parameters["session_state"].Split('.');
        var session = browser.Cookies.GetCookies(host.Host.BaseAddress)["idsrv.session"].ShouldNotBeNull().Value;
        state[0].ShouldBe(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{client} https://client.example {session} {state[1]}"))));
        (await AuthorizeAsync(browser, client, SessionClients.Scopes)).Parameters["session_state"].ShouldNotBe(answer.Parameters["session_state"]);
    }

    [Fact]
    public async Task Section_2_a_request_that_is_none_for_authentication_gets_no_state()
    {
        var client = await host.Database.AddAppAsync();
        using var browser = new Browser(host.Host.BaseAddress);

        (await AuthorizeAsync(browser, client, "messages.read")).Parameters.Keys.ShouldNotContain("session_state");
    }

    [Fact]
    public async Task Section_3_2_the_frame_is_for_every_page_and_its_one_script_is_named_by_its_hash()
    {
        using var response = await host.Client.GetAsync("/connect/checksession");
        var html = await response.Content.ReadAsStringAsync();
        var script = html[(html.IndexOf("<script>", StringComparison.Ordinal) + 8)..html.IndexOf("</script>", StringComparison.Ordinal)];

        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain($"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldNotContain("frame-ancestors");
        response.Headers.Contains("X-Frame-Options").ShouldBeFalse();
    }

    [Fact]
    public async Task Section_3_1_the_cookie_is_readable_by_scripts_and_changes_with_the_session()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        var user = await host.Database.AddUserAsync();
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        var issued = browser.CookieHeaders.Last(header => header.StartsWith("idsrv.session=", StringComparison.Ordinal));
        issued.ShouldNotContain("httponly", Case.Insensitive);
        // Over HTTP, on loopback: browsers refuse None without Secure.
        issued.ShouldContain("samesite=lax", Case.Insensitive);

        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);

        browser.Cookies.GetCookies(host.Host.BaseAddress)["idsrv.session"].ShouldBeNull();
    }

    private static Task<AuthorizationAnswer> AuthorizeAsync(Browser browser, string client, string scopes) =>
        TokenClient.SignInAndAuthorizeAsync(browser, Demo.User, Demo.Password, client, TestClients.RedirectUri, scopes);
}
