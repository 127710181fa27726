using System.Net;
using AngleSharp;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentityHost.Tests.Sessions;

/// <summary>OpenID Connect Front-Channel Logout 1.0.</summary>
public sealed class FrontChannelLogoutTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string LogoutUri = "https://photos.example/logout?tenant=a";

    [Fact]
    public async Task Section_3_after_the_sign_out_a_hidden_frame_loads_every_client_with_issuer_and_session_and_then_it_goes_back()
    {
        var client = await host.Database.AddAppAsync(new { FrontChannelLogoutUri = LogoutUri, FrontChannelLogoutSessionRequired = true });
        var plain = await host.Database.AddAppAsync(new { FrontChannelLogoutUri = "https://plain.example/out", FrontChannelLogoutSessionRequired = false });
        var silent = await host.Database.AddAppAsync();
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.UseAsync(host.Host, plain, user);
        await browser.UseAsync(host.Host, silent, user);
        var idToken = (await browser.UseAsync(host.Host, client, user)).Text("id_token");

        await browser.GoAsync($"/connect/endsession?id_token_hint={idToken}&post_logout_redirect_uri={SessionClients.PostLogoutUri}&state=s");

        browser.LeftTo.ShouldBeNull();
        browser.Page!.Body!.TextContent.ShouldContain("You are signed out");
        browser.Page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldContain(SessionClients.PostLogoutUri + "?state=s");
        var frame = browser.Page.QuerySelector("iframe").ShouldNotBeNull();
        frame.HasAttribute("hidden").ShouldBeTrue();
        using var signedOut = await host.Client.GetAsync(browser.Location);
        signedOut.Headers.GetValues("Refresh").ShouldBe([$"0;url={SessionClients.PostLogoutUri}?state=s"]);

        using var response = await host.Client.GetAsync(frame.GetAttribute("src"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await response.Content.ReadAsStringAsync();
        var page = await BrowsingContext.New().OpenAsync(reply => reply.Content(html));
        var frames = page.QuerySelectorAll("iframe").Select(element => element.GetAttribute("src")!).ToList();
        frames.Count.ShouldBe(2);
        frames.ShouldContain("https://plain.example/out");
        var query = QueryHelpers.ParseQuery(new Uri(frames.Single(address => address != "https://plain.example/out")).Query);
        query["tenant"].ToString().ShouldBe("a");
        query["iss"].ToString().ShouldBe(host.Host.BaseAddress.GetLeftPart(UriPartial.Authority));
        query["sid"].ToString().ShouldBe(new JsonWebToken(idToken).GetPayloadValue<string>("sid"));
    }

    [Fact]
    public async Task The_page_with_the_frames_is_framed_by_this_server_alone_and_loads_the_clients_alone()
    {
        var (browser, _) = await SignedOutAsync();
        using var response = await host.Client.GetAsync(browser.Page!.QuerySelector("iframe")!.GetAttribute("src"));

        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("frame-ancestors 'self'");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-src https://photos.example;");
        response.Headers.Contains("X-Frame-Options").ShouldBeFalse();
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        browser.Dispose();
    }

    [Fact]
    public async Task Only_the_page_after_the_sign_out_may_hold_a_frame_and_nobody_frames_it()
    {
        var (browser, _) = await SignedOutAsync();
        using var signedOut = await host.Client.GetAsync(browser.Location);
        using var signIn = await host.Client.GetAsync("/Account/Login");

        signedOut.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-src 'self'");
        signIn.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("frame-src");
        foreach (var page in new[] { signedOut, signIn })
            page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        browser.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?endSessionId=")]
    [InlineData("?endSessionId=CfDJ8tampered")]
    public async Task An_id_that_is_not_ours_shows_no_frames(string query)
    {
        using var response = await host.Client.GetAsync("/connect/endsession/callback" + query);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<(Browser Browser, string Client)> SignedOutAsync()
    {
        var client = await host.Database.AddAppAsync(new { FrontChannelLogoutUri = LogoutUri });
        var browser = new Browser(host.Host.BaseAddress);
        await browser.UseAsync(host.Host, client, await host.Database.AddUserAsync());
        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);
        return (browser, client);
    }
}
