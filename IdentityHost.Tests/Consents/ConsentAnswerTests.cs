using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Consents;

/// <summary>An answer counts for the person who gave it and the request that they saw, once.</summary>
public sealed class ConsentAnswerTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Without_remember_it_answers_one_request()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        var callback = ReturnUrlOf(browser);
        await ConsentClient.AllowAsync(browser);
        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");

        await browser.GoAsync(callback);

        browser.Location.AbsolutePath.ShouldBe("/Consent");
    }

    [Fact]
    public async Task Going_on_without_an_answer_leads_back_to_the_page()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);

        await browser.GoAsync(ReturnUrlOf(browser));

        browser.LeftTo.ShouldBeNull();
        browser.Location.AbsolutePath.ShouldBe("/Consent");
    }

    [Fact]
    public async Task Two_pages_at_once_are_answered_each_for_itself()
    {
        var client = await ConsentClient.AddAsync(host);
        var other = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        var first = browser.Location.PathAndQuery;
        await other.AsksAsync(browser);
        await ConsentClient.DenyAsync(browser);
        browser.LeftParameters(TestClients.RedirectUri)["error"].ShouldBe("access_denied");

        await browser.GoAsync(first);
        await ConsentClient.AllowAsync(browser);

        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task A_sign_in_that_ended_meanwhile_is_asked_for_again_and_then_the_page_is_shown()
    {
        var client = await ConsentClient.AddAsync(host);
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        Forget(browser, "idsrv");

        await ConsentClient.AllowAsync(browser);
        browser.LeftTo.ShouldBeNull();
        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        await browser.SignInAsync(Demo.User, Demo.Password);
        browser.Location.AbsolutePath.ShouldBe("/Consent");
        await ConsentClient.AllowAsync(browser);

        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Nobody_answers_for_somebody_else()
    {
        var client = await ConsentClient.AddAsync(host);
        await TestUsers.AddAsync(host.Database, "fred");
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        var alices = browser.Form();
        using var freds = new Browser(host.Host.BaseAddress);
        await freds.GoAsync("/Account/Login");
        await freds.SignInAsync("fred", Demo.Password);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies().Where(cookie => cookie.Name != "idsrv"))
            freds.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", cookie.Domain));
        await freds.GoAsync(browser.Location.PathAndQuery);

        // The form that was shown to alice, sent as fred.
        await freds.SubmitAsync(alices, []);

        freds.LeftTo.ShouldBeNull();
        freds.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact, EngineDifference("Duende keeps the answer under another name.")]
    public async Task An_answer_of_somebody_else_or_a_changed_one_counts_for_nothing()
    {
        var client = await ConsentClient.AddAsync(host);
        await TestUsers.AddAsync(host.Database, "gwen");
        using var browser = await host.SignedInAsync();
        await client.AsksAsync(browser);
        var callback = ReturnUrlOf(browser);
        using var content = FormOf(browser);
        using var request = new HttpRequestMessage(HttpMethod.Post, browser.Location) { Content = content };
        request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(host.Host.BaseAddress));
        using var answered = await host.Client.SendAsync(request);
        var answer = answered.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("idsrv.answer=", StringComparison.Ordinal));
        answer.ToUpperInvariant().ShouldContain("HTTPONLY");
        answer.ToUpperInvariant().ShouldContain("SAMESITE=LAX");
        var value = answer.Split(';')[0]["idsrv.answer=".Length..];

        using var gwens = new Browser(host.Host.BaseAddress);
        await gwens.GoAsync("/Account/Login");
        await gwens.SignInAsync("gwen", Demo.Password);
        gwens.Cookies.Add(new Cookie("idsrv.answer", value, "/", host.Host.BaseAddress.Host));
        await gwens.GoAsync(callback);
        gwens.Location.AbsolutePath.ShouldBe("/Consent");

        browser.Cookies.Add(new Cookie("idsrv.answer", value[..^4] + "AAAA", "/", host.Host.BaseAddress.Host));
        await browser.GoAsync(callback);
        browser.Location.AbsolutePath.ShouldBe("/Consent");

        browser.Cookies.Add(new Cookie("idsrv.answer", value, "/", host.Host.BaseAddress.Host));
        await browser.GoAsync(callback);
        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task A_person_who_was_disabled_meanwhile_is_granted_nothing()
    {
        var client = await ConsentClient.AddAsync(host);
        await TestUsers.AddAsync(host.Database, "hugo");
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(client.Url());
        await browser.SignInAsync("hugo", Demo.Password);
        browser.Location.AbsolutePath.ShouldBe("/Consent");
        await host.Database.ExecuteAsync("""DELETE FROM "Users" WHERE "Id" = 'hugo'""");

        await ConsentClient.AllowAsync(browser);

        browser.LeftTo.ShouldBeNull();
        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
    }

    private static FormUrlEncodedContent FormOf(Browser browser) =>
        new(browser.Page!.QuerySelectorAll("form input").Where(input => input.GetAttribute("disabled") is null)
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")));

    private static string ReturnUrlOf(Browser browser)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(browser.Location.Query);
        return query.Single(parameter => parameter.Key.Equals("returnUrl", StringComparison.OrdinalIgnoreCase)).Value.ToString();
    }

    private void Forget(Browser browser, string name)
    {
        foreach (Cookie cookie in browser.Cookies.GetCookies(host.Host.BaseAddress))
        {
            if (cookie.Name == name)
                cookie.Expired = true;
        }
    }
}
