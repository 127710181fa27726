using System.Net;
using AngleSharp.Html.Parser;
using IdentityHost.Cookies;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityHost.Tests.Cookies;

/// <summary>RFC 6265bis 4.1.3: under HTTPS every cookie has a name that nobody else can set.</summary>
public sealed class CookieTests : IClassFixture<HostFixture>, IAsyncLifetime
{
    private const string Host = "__Host-";
    private const string Session = Host + "idsrv";
    private const string Form = Host + "idsrv.form";
    private const string Watched = Host + "idsrv.session";

    private readonly HostFixture _fixture;
    private TestHost _host = null!;
    private HttpClient _client = null!;

    public CookieTests(HostFixture fixture) => _fixture = fixture;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(_fixture.Database, settings =>
        {
            settings["IdentityHost:Issuer"] = "https://sso.example";
            settings["IdentityHost:ForwardedHeaders:KnownProxies:0"] = "127.0.0.1";
        });
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _host.BaseAddress };
        _client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        _client.DefaultRequestHeaders.Add("X-Forwarded-Host", "sso.example");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Under_HTTPS_every_cookie_begins_with_Host_and_has_what_browsers_demand_of_it()
    {
        var (response, sent) = await SignInAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var cookies = sent.Concat(response.Headers.GetValues("Set-Cookie")).ToList();
        var names = cookies.Select(cookie => cookie.Split('=')[0]).ToList();
        names.ShouldAllBe(name => name.StartsWith(Host, StringComparison.Ordinal));
        new[] { Session, Form, Watched }.ShouldBeSubsetOf(names);
        foreach (var cookie in cookies)
        {
            cookie.ShouldContain("; secure", Case.Insensitive);
            cookie.ShouldContain("; path=/;", Case.Insensitive);
            cookie.ShouldNotContain("domain", Case.Insensitive);
            cookie.Contains("; httponly", StringComparison.OrdinalIgnoreCase).ShouldBe(!cookie.StartsWith(Watched, StringComparison.Ordinal));
            cookie.ShouldContain(cookie.StartsWith(Watched, StringComparison.Ordinal) ? "samesite=none" : "samesite=lax", Case.Insensitive);
        }
    }

    [Fact]
    public async Task The_script_of_the_frame_reads_the_cookie_by_its_whole_name() =>
        (await _client.GetStringAsync("/connect/checksession")).ShouldContain($"\"{Watched}\"");

    [Fact]
    public async Task A_session_is_taken_by_the_name_with_the_prefix_only()
    {
        var (response, _) = await SignInAsync();
        var value = response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith(Session + "=", StringComparison.Ordinal))
            .Split(';')[0][(Session.Length + 1)..];

        (await IsSignedInAsync($"{Session}={value}")).ShouldBeTrue();
        // As a neighbour in the domain could set it, or a browser that takes the prefix by its case.
        foreach (var planted in new[] { "idsrv", "__Secure-idsrv", "__HOST-idsrv", "__host-idsrv" })
            (await IsSignedInAsync($"{planted}={value}")).ShouldBeFalse(planted);
        (await IsSignedInAsync($"__HOST-idsrv=planted; {Session}={value}; __host-idsrv=planted; idsrv=planted")).ShouldBeTrue();
    }

    [Fact]
    public async Task Signing_out_takes_the_cookies_away_by_the_names_that_they_have()
    {
        var (response, sent) = await SignInAsync();
        var cookies = string.Join("; ", sent.Concat(response.Headers.GetValues("Set-Cookie")).Select(cookie => cookie.Split(';')[0]));
        using var page = await SendAsync(HttpMethod.Get, "/Account/Logout", cookies);
        using var signedOut = await SendAsync(
            HttpMethod.Post, "/Account/Logout", cookies, new() { [Pages.Forms.Token] = await TokenAsync(page) });

        var deleted = signedOut.Headers.GetValues("Set-Cookie").Where(cookie => cookie.Contains("1970", StringComparison.Ordinal)).ToList();
        new[] { Session, Watched }.ShouldBeSubsetOf(deleted.Select(cookie => cookie.Split('=')[0]).ToList());
        deleted.ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase) && cookie.Contains("path=/;", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Over_plain_HTTP_names_have_no_prefix()
    {
        using var browser = new Browser(_fixture.Host.BaseAddress);
        await browser.UseAsync(_fixture.Host, await _fixture.Database.AddAppAsync(), await _fixture.Database.AddUserAsync());

        var names = browser.CookieHeaders.Select(cookie => cookie.Split('=')[0]).ToList();
        names.ShouldAllBe(name => name.StartsWith("idsrv", StringComparison.Ordinal));
        new[] { "idsrv", "idsrv.form", "idsrv.session" }.ShouldBeSubsetOf(names);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http", "", null)]
    [InlineData("http", "/sso", null)]
    [InlineData("https", "", "__Host-")]
    [InlineData("https", "/sso", "__Secure-")]
    public void The_prefix_follows_scheme_and_path(string scheme, string pathBase, string? expected)
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.PathBase) = (scheme, pathBase);
        CookiePrefix.Of(context.Request).ShouldBe(expected);
    }

    private async Task<(HttpResponseMessage Response, IReadOnlyList<string> Cookies)> SignInAsync()
    {
        using var page = await _client.GetAsync("/Account/Login");
        var cookies = page.Headers.GetValues("Set-Cookie").ToList();
        var response = await SendAsync(HttpMethod.Post, "/Account/Login", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])), new()
        {
            ["UserName"] = await _fixture.Database.AddUserAsync(),
            ["Password"] = Demo.Password,
            [Pages.Forms.Token] = await TokenAsync(page),
        });
        return (response, cookies);
    }

    private async Task<bool> IsSignedInAsync(string cookies)
    {
        using var page = await SendAsync(HttpMethod.Get, "/Account/Logout", cookies);
        return (await page.Content.ReadAsStringAsync()).Contains("You are signed in", StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string cookies, Dictionary<string, string>? fields = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = fields is null ? null : new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", cookies);
        return await _client.SendAsync(request);
    }

    private static async Task<string> TokenAsync(HttpResponseMessage page)
    {
        var document = await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync());
        return document.QuerySelector($"input[name={Pages.Forms.Token}]")!.GetAttribute("value")!;
    }
}
