using System.Diagnostics;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentityHost.Tests.Sessions;

/// <summary>OpenID Connect Back-Channel Logout 1.0, with clients that listen on loopback.</summary>
public sealed class BackChannelLogoutTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    [Fact]
    [EngineDifference("logout tokens live five minutes")]
    public async Task Section_2_4_and_2_5_a_client_gets_a_logout_token_of_the_session_that_ended()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var client = await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout"), BackChannelLogoutSessionRequired = true });
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        var idToken = new JsonWebToken((await browser.UseAsync(host.Host, client, user)).Text("id_token"));

        await SignOutAsync(browser);

        var form = receiver.Received.ShouldHaveSingleItem();
        form.Keys.ShouldBe(["logout_token"]);
        var token = await ValidateAsync(form["logout_token"].ToString(), client);
        token.Typ.ShouldBe("logout+jwt");
        token.Subject.ShouldBe(user);
        token.GetPayloadValue<string>("sid").ShouldBe(idToken.GetPayloadValue<string>("sid"));
        token.Id.ShouldNotBeNullOrEmpty();
        token.GetPayloadValue<System.Text.Json.JsonElement>("events").GetProperty(Event).EnumerateObject().ShouldBeEmpty();
        token.TryGetPayloadValue<string>("nonce", out _).ShouldBeFalse();
        (token.ValidTo - token.IssuedAt).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
    }

    [Fact]
    [EngineDifference("logout tokens always have a sid")]
    public async Task Section_2_2_a_client_that_does_not_require_sid_hears_of_the_user_alone()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var client = await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout"), BackChannelLogoutSessionRequired = false });
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.UseAsync(host.Host, client, user);

        await SignOutAsync(browser);

        var token = await ValidateAsync(receiver.Received.ShouldHaveSingleItem()["logout_token"].ToString(), client);
        token.Subject.ShouldBe(user);
        token.TryGetPayloadValue<string>("sid", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_client_of_the_session_is_told_and_no_other()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var columns = new { BackChannelLogoutUri = receiver.Address("/logout") };
        var used = new[] { await host.Database.AddAppAsync(columns), await host.Database.AddAppAsync(columns) };
        await host.Database.AddAppAsync(columns);
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        foreach (var client in used)
            await browser.UseAsync(host.Host, client, user);
        await browser.UseAsync(host.Host, used[0], user);

        await SignOutAsync(browser);

        receiver.Received.Select(form => new JsonWebToken(form["logout_token"].ToString()).Audiences.Single()).ShouldBe(used, ignoreOrder: true);
    }

    [Fact]
    public async Task Section_2_5_clients_that_hang_or_fail_delay_nothing_beyond_the_timeout_and_stop_neither_the_sign_out_nor_the_others()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        await using var node = await TestHost.StartAsync(
            host.Database, settings => settings["IdentityHost:Sessions:BackChannelLogoutTimeout"] = "00:00:01");
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(node.BaseAddress);
        foreach (var address in new[] { receiver.Address("/hang"), receiver.Address("/hang"), receiver.Address("/fail"), "http://127.0.0.1:9/closed", receiver.Address("/logout") })
            await browser.UseAsync(node, await host.Database.AddAppAsync(new { BackChannelLogoutUri = address }), user);

        var time = Stopwatch.StartNew();
        await SignOutAsync(browser);

        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        receiver.Received.Count.ShouldBe(1);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
        // Logs say which client it was, and hold no token.
        node.Logs.Lines.ShouldNotContain(line => line.Everything.Contains(receiver.Received.Single()["logout_token"].ToString()));
    }

    [Fact]
    public async Task Whatever_a_handler_of_the_host_s_throws_for_one_client_ends_neither_the_sign_out_nor_the_others()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        await using var node = await TestHost.StartAsync(host.Database, configure: builder =>
            builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Throwing("/odd"))));
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(node.BaseAddress);
        foreach (var path in new[] { "/odd", "/logout" })
            await browser.UseAsync(node, await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address(path) }), user);

        await SignOutAsync(browser);

        receiver.Received.Count.ShouldBe(1);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    private sealed class Throwing(string path) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath == path ? throw new IOException("odd") : base.SendAsync(request, cancellationToken);
    }

    private static async Task SignOutAsync(Browser browser)
    {
        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);
        browser.Page!.Body!.TextContent.ShouldContain("You are signed out");
    }

    private async Task<JsonWebToken> ValidateAsync(string token, string audience)
    {
        var keys = new JsonWebKeySet(await host.Client.GetStringAsync("/.well-known/openid-configuration/jwks"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = host.Host.BaseAddress.GetLeftPart(UriPartial.Authority),
            ValidAudience = audience,
            ValidTypes = ["logout+jwt"],
            IssuerSigningKeys = keys.GetSigningKeys(),
            RequireExpirationTime = true,
        });
        result.IsValid.ShouldBeTrue(result.Exception?.ToString());
        return (JsonWebToken)result.SecurityToken;
    }
}
