using System.Net;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.BrowserApplications;

/// <summary>Which pages of other origins may read which answers (Fetch standard, CORS protocol).</summary>
public sealed class CrossOriginTests(CrossOriginTests.Registered host) : IClassFixture<CrossOriginTests.Registered>
{
    private const string Token = "/connect/token";

    private HttpClient Client => host.Client;

    [Theory]
    [InlineData(Token, "POST")]
    [InlineData("/oauth/token", "POST")]
    [InlineData("/connect/userinfo", "GET")]
    [InlineData("/connect/userinfo", "POST")]
    [InlineData("/connect/revocation", "POST")]
    [InlineData("/connect/deviceauthorization", "POST")]
    public async Task A_preflight_of_a_registered_origin_is_granted(string path, string method)
    {
        using var answer = await Client.PreflightAsync(path, CrossOrigin.App, method);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.ShouldBeReadableBy(CrossOrigin.App);
        answer.Header("Access-Control-Allow-Methods").ShouldNotBeNull().Split(',').ShouldContain(method);
        answer.Header("Access-Control-Allow-Headers").ShouldBe("authorization,x-trace");
        answer.Header("Access-Control-Max-Age").ShouldBe("600");
    }

    /// <summary>Compared as it is: nothing that only begins, ends or reads alike.</summary>
    [Theory]
    [InlineData("https://other.example.com")]
    [InlineData("https://app.example.com:8443")]
    [InlineData("https://app.example.com.evil.example")]
    [InlineData("https://evil-app.example.com")]
    [InlineData("https://APP.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com, https://app.example.com")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("%")]
    [InlineData("https://disabled.example.com")]
    public async Task Another_origin_is_not(string origin)
    {
        using var preflight = await Client.PreflightAsync(Token, origin);
        using var answer = await Client.AskAsync(Token, origin, Refresh("unknown"));

        preflight.IsSuccessStatusCode.ShouldBeFalse();
        preflight.ShouldBeReadableByNobody();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.ShouldBeReadableByNobody();
    }

    [Theory]
    [InlineData(Token, 400, "grant_type", "refresh_token", "refresh_token", "unknown", "client_id", Demo.NotesId)]
    [InlineData("/oauth/token", 401, "grant_type", "client_credentials", "client_id", Demo.PlainClientId, "client_secret", "wrong")]
    [InlineData(Token, 400, "grant_type", "", "client_id", Demo.NotesId, "x", "\u0000")]
    [InlineData("/connect/revocation", 200, "token", "unknown", "client_id", Demo.NotesId, "x", "y")]
    [InlineData("/connect/revocation", 401, "token", "unknown", "client_id", "nobody", "x", "y")]
    [InlineData("/connect/deviceauthorization", 200, "client_id", Demo.TvId, "scope", "openid", "x", "y")]
    [InlineData("/connect/userinfo", 401, "access_token", "unknown", "x", "y", "z", "z")]
    public async Task An_answer_to_a_registered_origin_can_be_read_whatever_it_is(
        string path, int status, string n1, string v1, string n2, string v2, string n3, string v3)
    {
        using var answer = await Client.AskAsync(path, CrossOrigin.App, new Dictionary<string, string> { [n1] = v1, [n2] = v2, [n3] = v3 });

        ((int)answer.StatusCode).ShouldBe(status);
        answer.ShouldBeReadableBy(CrossOrigin.App);
    }

    [Fact]
    public async Task So_can_405_413_and_415()
    {
        using var wrongMethod = await Client.AskAsync(Token, CrossOrigin.App);
        using var tooLarge = await Client.AskAsync(Token, CrossOrigin.App, Refresh(new string('x', 100_000)));
        using var request = new HttpRequestMessage(HttpMethod.Post, Token) { Content = new StringContent("<x/>", null, "text/xml") };
        request.Headers.Add("Origin", CrossOrigin.App);
        using var wrongType = await Client.SendAsync(request);

        wrongMethod.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        tooLarge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        wrongType.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        foreach (var answer in (HttpResponseMessage[])[wrongMethod, tooLarge, wrongType])
            answer.ShouldBeReadableBy(CrossOrigin.App);
    }

    /// <summary>Whoever keeps the answer to one gives it to all, so it can't depend on who asked.</summary>
    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/openid-configuration/jwks")]
    [InlineData("/.well-known/oauth-authorization-server")]
    public async Task OpenID_Connect_Discovery_4_Discovery_and_keys_can_be_read_from_anywhere(string path)
    {
        using var stranger = await Client.AskAsync(path, "https://anywhere.example");
        using var registered = await Client.AskAsync(path, CrossOrigin.App);
        using var nobody = await Client.AskAsync(path, origin: null);
        using var preflight = await Client.PreflightAsync(path, "null", "GET");

        foreach (var answer in (HttpResponseMessage[])[stranger, registered])
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.ShouldBeReadableBy("*");
        }

        nobody.Header("Access-Control-Allow-Origin").ShouldBe("*");
        preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        preflight.ShouldBeReadableBy("*");
        (await stranger.Content.ReadAsStringAsync()).ShouldBe(await nobody.Content.ReadAsStringAsync());
    }

    /// <summary>Introspection is for those who can keep a secret; pages are visited, with cookies, and not read by script.</summary>
    [Theory]
    [InlineData("/connect/introspect")]
    [InlineData("/oauth/introspect")]
    [InlineData("/connect/authorize")]
    [InlineData("/connect/endsession")]
    [InlineData("/connect/checksession")]
    [InlineData("/admin/sessions")]
    [InlineData("/Account/Login")]
    [InlineData("/Manage")]
    [InlineData("/health/ready")]
    [InlineData("/css/site.css")]
    public async Task Everything_else_can_be_read_by_no_other_origin(string path)
    {
        using var preflight = await Client.PreflightAsync(path, CrossOrigin.App);
        using var get = await Client.AskAsync(path, CrossOrigin.App);
        using var post = await Client.AskAsync(path, CrossOrigin.App, Refresh("x"));

        foreach (var answer in (HttpResponseMessage[])[preflight, get, post])
            answer.ShouldBeReadableByNobody();
    }

    [Fact]
    public async Task Without_an_origin_nothing_is_said()
    {
        using var answer = await Client.AskAsync(Token, origin: null, Refresh("unknown"));

        answer.ShouldBeReadableByNobody();
        answer.Header("Vary").ShouldBeNull();
    }

    [Fact]
    public async Task The_log_says_which_origin_is_not_registered()
    {
        using var preflight = await Client.PreflightAsync("/oauth/token", "https://forgotten.example:8443");
        using var noOrigin = await Client.AskAsync(Token, "javascript:alert(1)\t<b>", Refresh("x"));
        using var own = await Client.AskAsync(Token, Client.BaseAddress!.GetLeftPart(UriPartial.Authority), Refresh("x"));

        var lines = host.Host.Logs.Lines.Where(line => line.Message.Contains("allowedCorsOrigins", StringComparison.Ordinal)).ToList();
        lines.ShouldContain(line => line.Level == LogLevel.Information
            && line.Message.StartsWith("A web page of https://forgotten.example:8443 asked at /connect/token;", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Message.StartsWith("A web page of (not an origin) asked", StringComparison.Ordinal));
        lines.ShouldAllBe(line => !line.Message.Contains("<b>", StringComparison.Ordinal) && !line.Message.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Refresh(string token) =>
        new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token, ["client_id"] = Demo.NotesId };

    /// <summary>A host that knows two applications, of which one is disabled.</summary>
    public sealed class Registered : IAsyncLifetime
    {
        private readonly HostFixture _fixture = new();

        public TestHost Host => _fixture.Host;

        public HttpClient Client => _fixture.Client;

        public async Task InitializeAsync()
        {
            await _fixture.InitializeAsync();
            await _fixture.Database.AddOriginAsync(CrossOrigin.App);
            await _fixture.Database.AddOriginAsync("https://disabled.example.com", Demo.JwtAppId);
            await _fixture.Database.ExecuteAsync("""UPDATE "Clients" SET "Enabled" = false WHERE "ClientId" = $1""", Demo.JwtAppId);
        }

        public Task DisposeAsync() => _fixture.DisposeAsync();
    }
}
