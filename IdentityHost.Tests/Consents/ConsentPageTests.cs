using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Consents;

/// <summary>What the page shows, and what its answer grants (RFC 6749 3.3: the user may grant less than was asked for).</summary>
public sealed class ConsentPageTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task It_names_the_client_the_person_and_each_scope_and_openid_is_fixed()
    {
        var client = await ConsentClient.AddAsync(host, new { ClientName = "Diary <b>", ClientUri = "https://diary.example/about" });
        using var browser = await host.SignedInAsync();

        (await client.AsksAsync(browser)).ShouldBeTrue();

        var page = browser.Page!;
        page.QuerySelector(".lead")!.TextContent.ShouldContain("Diary <b>");
        page.QuerySelector(".lead")!.TextContent.ShouldContain("Alice");
        page.QuerySelector("a[target=_blank]")!.GetAttribute("href").ShouldBe("https://diary.example/about");
        page.QuerySelector("a[target=_blank]")!.GetAttribute("rel").ShouldBe("noopener noreferrer");
        var boxes = ConsentClient.Boxes(browser);
        boxes.Select(box => box.Value).ShouldBe(["openid", "profile", "user.read", "messages.read"]);
        boxes.ShouldAllBe(box => box.IsChecked);
        boxes.Where(box => box.IsDisabled).Select(box => box.Value).ShouldBe(["openid"]);
        foreach (var box in page.QuerySelectorAll("input[type=checkbox]"))
            page.QuerySelector($"label[for={box.Id}]")!.TextContent.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("https://diary.example/logo.png", " https://diary.example")]
    [InlineData("http://diary.example/logo.png", "")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData(null, "")]
    public async Task A_picture_is_shown_from_the_client_s_https_origin_and_nothing_else_is_loaded(string? logo, string allowed)
    {
        var client = await ConsentClient.AddAsync(host, new { LogoUri = logo, ClientUri = "javascript:alert(1)" });
        using var browser = await host.SignedInAsync();
        (await client.AsksAsync(browser)).ShouldBeTrue();
        browser.Page!.QuerySelector("a[target=_blank]").ShouldBeNull();
        browser.Page.QuerySelectorAll("img").Select(image => image.GetAttribute("src")).Contains(logo).ShouldBe(allowed.Length > 0);

        using var request = new HttpRequestMessage(HttpMethod.Get, browser.Location);
        request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(host.Host.BaseAddress));
        using var response = await host.Client.SendAsync(request);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        policy.ShouldContain("img-src 'self'" + allowed);
        policy.ShouldContain("form-action 'self' https:");
        policy.ShouldContain("frame-ancestors 'none'");
    }

    [Fact]
    public async Task RFC6749_3_3_All_that_is_allowed_is_granted()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);

        await ConsentClient.AllowAsync(browser);

        var answer = browser.LeftParameters(TestClients.RedirectUri);
        answer["state"].ShouldBe(AuthorizeRequests.State);
        answer["iss"].ShouldBe(AuthorizeRequests.IssuerOf(host));
        ScopesOf(await client.RedeemLastAsync(browser)).ShouldBe(["openid", "profile", "user.read", "messages.read"], ignoreOrder: true);
    }

    [Fact]
    public async Task RFC6749_3_3_What_is_not_ticked_is_not_granted()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);

        await ConsentClient.AllowAsync(browser, remember: false, "user.read");

        var tokens = await client.RedeemLastAsync(browser);
        ScopesOf(tokens).ShouldBe(["openid", "user.read"], ignoreOrder: true);
        var introspected = await host.Tokens.StandardIntrospectAsync(
            Demo.ApiResource, Demo.ApiResourceSecret, tokens.GetProperty("access_token").GetString()!);
        introspected.GetProperty("scope").GetString().ShouldBe("user.read");
    }

    [Fact]
    public async Task Only_what_was_asked_for_can_be_granted_whatever_the_form_says()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser, "openid user.read");

        await browser.SubmitAsync(browser.Form(), new() { ["Scopes"] = "messages.read" });

        ScopesOf(await client.RedeemLastAsync(browser)).ShouldBe(["openid"]);
    }

    [Fact]
    public async Task WCAG_3_3_1_Nothing_ticked_is_an_error_that_is_announced()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser, "user.read messages.read");

        await ConsentClient.AllowAsync(browser, remember: false, "none of them");

        browser.LeftTo.ShouldBeNull();
        browser.Page!.QuerySelector("[role=alert]")!.TextContent.Trim().ShouldBe("Choose at least one of these, or deny.");
        browser.Page.Title.ShouldStartWith("Error: ");
        ConsentClient.Boxes(browser).ShouldAllBe(box => !box.IsChecked);
    }

    [Fact]
    public async Task RFC6749_4_1_2_1_Denied_is_access_denied_and_nothing_is_remembered()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);

        await ConsentClient.DenyAsync(browser);

        var answer = browser.LeftParameters(TestClients.RedirectUri);
        answer["error"].ShouldBe("access_denied");
        answer["state"].ShouldBe(AuthorizeRequests.State);
        answer["iss"].ShouldBe(AuthorizeRequests.IssuerOf(host));
        answer.Keys.ShouldNotContain("code");
        (await client.AsksAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task It_comes_in_the_language_that_the_client_asks_for()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();

        await client.AsksAsync(browser, ConsentClient.Scopes, ("ui_locales", "de"));
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Zugriff erlauben?");
        await ConsentClient.AllowAsync(browser);

        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
    }

    [Theory]
    [InlineData("/Consent")]
    [InlineData("/Consent?ReturnUrl=")]
    [InlineData("/Consent?ReturnUrl=https://evil.example/")]
    [InlineData("/Consent?ReturnUrl=//evil.example/connect/authorize/callback?")]
    [InlineData("/Consent?ReturnUrl=/%5Cevil.example")]
    [InlineData("/Consent?ReturnUrl=/Manage")]
    public async Task RFC9700_4_11_A_way_back_that_is_not_this_server_s_is_400(string address)
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(address);

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.LeftTo.ShouldBeNull();
    }

    [Theory]
    [InlineData("client.example", "evil.example")]
    [InlineData("client_id=asks", "client_id=other")]
    public async Task RFC6749_4_1_2_1_A_tampered_way_back_ends_at_the_error_page(string what, string by)
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        browser.Location.AbsoluteUri.ShouldContain(Uri.EscapeDataString(what));

        await browser.GoAsync(browser.Location.AbsoluteUri.Replace(Uri.EscapeDataString(what), Uri.EscapeDataString(by), StringComparison.Ordinal));

        browser.LeftTo.ShouldBeNull();
        browser.Location.AbsolutePath.ShouldBe("/Error");
    }

    private static string[] ScopesOf(System.Text.Json.JsonElement tokens) => tokens.GetProperty("scope").GetString()!.Split(' ');
}
