using AngleSharp;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Sessions;

namespace IdentityHost.Tests.Engine;

/// <summary>What is wrong with one client or one session never keeps the others from hearing of a sign-out.</summary>
public sealed class SignOutFailureTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_client_for_whose_algorithm_there_is_no_key_keeps_no_other_from_its_logout_token()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        await UseWithoutKeyAsync(browser, receiver, user);
        await browser.UseAsync(host.Host, await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout") }), user);

        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);

        receiver.Received.Count.ShouldBe(1);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_of_which_nobody_can_be_told_keeps_no_other_s_clients_from_hearing()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var user = await host.Database.AddUserAsync();
        using var here = await SignedInAsync(user);
        using var there = await SignedInAsync(user);
        using var elsewhere = await SignedInAsync(user);
        await UseWithoutKeyAsync(there, receiver, user);
        await elsewhere.UseAsync(host.Host, await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/slow") }), user);
        await here.GoAsync("/Manage/Sessions");

        await here.SubmitAsync(here.Form("form[action*=EndOthers]"), []);

        receiver.Received.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("/logout")]
    [InlineData("javascript:alert(1)")]
    public async Task A_front_channel_address_that_is_none_keeps_no_other_client_s_frame_from_the_page(string address)
    {
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.UseAsync(host.Host, await host.Database.AddAppAsync(new { FrontChannelLogoutUri = address }), user);
        await browser.UseAsync(host.Host, await host.Database.AddAppAsync(new { FrontChannelLogoutUri = "https://photos.example/out" }), user);
        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);

        var html = await host.Client.GetStringAsync(browser.Page!.QuerySelector("iframe")!.GetAttribute("src"));

        var page = await BrowsingContext.New().OpenAsync(reply => reply.Content(html));
        page.QuerySelectorAll("iframe").ShouldHaveSingleItem().GetAttribute("src")!.ShouldStartWith("https://photos.example/out");
    }

    /// <summary>Without an ID token, which could not be signed either.</summary>
    private async Task UseWithoutKeyAsync(Browser browser, LogoutReceiver receiver, string user)
    {
        var columns = new { BackChannelLogoutUri = receiver.Address("/logout"), AllowedIdentityTokenSigningAlgorithms = "PS512" };
        await browser.UseAsync(new TokenClient(host.Host), await host.Database.AddAppAsync(columns), user, scopes: "messages.read");
    }

    private async Task<Browser> SignedInAsync(string user)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        return browser;
    }
}
