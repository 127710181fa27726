using System.Net;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>RFC 6749 4.1.2.1 and RFC 9700 2.1: an address that is not proven to be the client's gets nothing, an error neither.</summary>
public sealed class RedirectUriTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("http://localhost:5002/callback/")]
    [InlineData("http://localhost:5002/callback?")]
    [InlineData("http://localhost:5002/callback?a=b")]
    [InlineData("http://localhost:5002/callback#")]
    [InlineData("http://localhost:5002/callback#a")]
    [InlineData("http://localhost:5002/callback ")]
    [InlineData(" http://localhost:5002/callback")]
    [InlineData("http://localhost:5002/%63allback")]
    [InlineData("http://localhost:5002/x/../callback")]
    [InlineData("http://localhost:5002//callback")]
    [InlineData("http://localhost:5002/callbac")]
    [InlineData("http://localhost:5002/callback2")]
    [InlineData("http://localhost:5003/callback")]
    [InlineData("http://localhost/callback")]
    [InlineData("https://localhost:5002/callback")]
    [InlineData("http://127.0.0.1:5002/callback")]
    [InlineData("http://localhost.evil.example:5002/callback")]
    [InlineData("http://localhost:5002@evil.example/callback")]
    [InlineData("http://evil.example/callback")]
    [InlineData("//localhost:5002/callback")]
    [InlineData("/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    [InlineData(null)]
    public async Task RFC9700_2_1_An_address_that_almost_matches_is_refused_at_the_error_page(string? redirectUri)
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("redirect_uri", redirectUri)));

        target.ShouldBeTheErrorPage(host);
    }

    [Theory]
    [InlineData("HTTP://localhost:5002/callback")]
    [InlineData("http://LOCALHOST:5002/callback")]
    [InlineData("http://localhost:5002/Callback")]
    public async Task RFC9700_2_1_Case_matters(string redirectUri)
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("redirect_uri", redirectUri)));

        target.ShouldBeTheErrorPage(host);
    }

    [Fact, EngineDifference("Duende sends what is registered, whatever it is.")]
    public async Task RFC3986_2_A_registered_address_beyond_ASCII_is_refused_at_the_error_page()
    {
        const string Address = "https://b\u00fccher.example/callback";
        await host.Database.ExecuteAsync(
            """INSERT INTO "ClientRedirectUris" ("RedirectUri", "ClientId") SELECT $1, "Id" FROM "Clients" WHERE "ClientId" = $2""",
            Address, Demo.WebAppId);

        (await host.RedirectOfAsync(AuthorizeRequests.Url(("redirect_uri", Address)))).ShouldBeTheErrorPage(host);
        (await host.RedirectOfAsync(AuthorizeRequests.Url(("redirect_uri", Address), ("prompt", "none")))).ShouldBeTheErrorPage(host);
    }

    [Fact]
    public async Task An_over_long_address_is_refused_at_the_error_page()
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("redirect_uri", Demo.WebAppRedirectUri + new string('x', 1000))));

        target.ShouldBeTheErrorPage(host);
    }

    [Fact]
    public async Task Another_client_s_address_is_refused()
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("client_id", Demo.PlainClientId)));

        target.ShouldBeTheErrorPage(host);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("3 ")]
    [InlineData("3'--")]
    public async Task RFC6749_4_1_2_1_An_unknown_client_is_told_at_the_error_page(string? clientId)
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("client_id", clientId)));

        target.ShouldBeTheErrorPage(host);
    }

    [Fact]
    public async Task An_over_long_client_id_is_told_at_the_error_page()
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("client_id", new string('3', 1000))));

        target.ShouldBeTheErrorPage(host);
    }

    [Fact]
    public async Task The_error_page_repeats_nothing_of_the_request_and_shows_its_correlation_id()
    {
        var url = AuthorizeRequests.Url(("redirect_uri", "http://evil.example/<script>"), ("state", "evil-state"));
        using var refused = await host.Client.GetAsync(url);
        var correlationId = refused.Headers.GetValues("X-Correlation-ID").Single();
        using var page = await host.Client.GetAsync(AuthorizeRequests.Target(refused, host));
        var html = await page.Content.ReadAsStringAsync();

        page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        html.ShouldContain(correlationId);
        html.ShouldNotContain("evil");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task RFC6749_3_1_2_An_address_with_a_query_keeps_it()
    {
        const string withQuery = "https://app.example/callback?tenant=a%20b";
        await host.Database.ExecuteAsync(
            """
            INSERT INTO "ClientRedirectUris" ("RedirectUri", "ClientId") SELECT $1, "Id" FROM "Clients" WHERE "ClientId" = $2
            """,
            withQuery, Demo.WebAppId);
        await Soon.HoldsAsync(async () =>
        {
            var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("redirect_uri", withQuery), ("prompt", "none")));
            target.AbsoluteUri.ShouldStartWith(withQuery + "&");
            QueryHelpers.ParseQuery(target.Query)["error"].ToString().ShouldBe("login_required");
        });
    }
}
