using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Throttling;

/// <summary>What a sender of many forms, or of many wrong passwords, gets. The host's settings allow few.</summary>
public sealed class FormFloodTests(ThrottledHost host) : IClassFixture<ThrottledHost>
{
    private const int FormsAtOnce = 20;
    private const int WrongPasswords = 10;

    [Theory]
    [InlineData("de", "Zu viele Versuche")]
    [InlineData("en", "Too many attempts")]
    public async Task RFC6585_4_a_flood_of_forms_is_429_and_a_page_with_Retry_After_whatever_is_in_the_forms(string language, string title)
    {
        var sender = language == "de" ? "203.0.113.1" : "203.0.113.2";
        var answers = await Task.WhenAll(Enumerable.Range(0, 2 * FormsAtOnce).Select(i => PostAsync(i % 2 == 0 ? "/Account/Login" : "/Device", sender, language)));

        answers.Count(a => a.Status == HttpStatusCode.TooManyRequests).ShouldBeInRange(FormsAtOnce / 2, FormsAtOnce);
        foreach (var (_, retryAfter, text) in answers.Where(a => a.Status == HttpStatusCode.TooManyRequests))
        {
            retryAfter!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            text.ShouldContain($"<h1>{title}</h1>");
        }

        (await PostAsync("/Account/Login", "203.0.113.3", language)).Status.ShouldBe(HttpStatusCode.BadRequest);
        using var page = await host.Host.Client.GetAsync("/Account/Login");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_passwords_at_many_accounts_are_429_for_a_stranger_and_a_known_browser_at_the_same_address_signs_in()
    {
        const string sender = "203.0.113.5";
        await TestUsers.AddAsync(host.Database, "sprayed");
        using var known = BrowserAt(sender);
        await SignInAsync(known, "sprayed", Demo.Password);
        known.Location.AbsolutePath.ShouldBe("/Manage");
        await known.GoAsync("/Account/Logout");
        await known.SubmitAsync(known.Form(), []);
        using var guesser = BrowserAt(sender);
        for (var i = 0; i < WrongPasswords; i++)
        {
            await SignInAsync(guesser, $"nobody{i}", "Wrong-1234");
            guesser.Status.ShouldBe(HttpStatusCode.OK);
        }

        await SignInAsync(guesser, "sprayed", Demo.Password);

        guesser.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        guesser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Too many attempts");
        await SignInAsync(known, "sprayed", Demo.Password);
        known.Location.AbsolutePath.ShouldBe("/Manage");
        using var elsewhere = BrowserAt("203.0.113.6");
        await SignInAsync(elsewhere, "sprayed", Demo.Password);
        elsewhere.Location.AbsolutePath.ShouldBe("/Manage");
    }

    private static async Task SignInAsync(Browser browser, string user, string password)
    {
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, password);
    }

    private Browser BrowserAt(string sender)
    {
        var browser = new Browser(host.Host.BaseAddress);
        browser.Headers.Add("X-Forwarded-For", sender);
        return browser;
    }

    private async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, string Text)> PostAsync(string path, string sender, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("UserName", "x")]) };
        request.Headers.Add("X-Forwarded-For", sender);
        request.Headers.Add("Accept-Language", language);
        using var answer = await host.Host.Client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta, await answer.Content.ReadAsStringAsync());
    }
}
