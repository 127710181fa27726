using System.Net;
using System.Text.Json;
using IdentityHost.Addresses;
using IdentityHost.Settings;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityHost.Tests.Addresses;

/// <summary>Where an issuer is configured, no answer holds an address that the request brought, and a foreign name is refused.</summary>
[Collection(PostgresCollection.Name)]
public sealed class HostHeaderTests(HostHeaderTests.Fixture fixture) : IClassFixture<HostHeaderTests.Fixture>
{
    private const string Foreign = "evil.example";

    public static TheoryData<string> Paths =>
        ["/.well-known/openid-configuration", "/.well-known/openid-configuration/jwks", "/connect/authorize?client_id=3", "/Account/Login", "/Manage", "/css/site.css"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_foreign_host_is_400(string path)
    {
        using var response = await AskAsync(path, Foreign);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain(Foreign);
        fixture.Host.Logs.ShouldNotContain(Foreign);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_told_under_any_name(string path)
    {
        using var response = await AskAsync(path, "10.1.2.3:8080");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("sso.example")]
    [InlineData("SSO.example:443")]
    [InlineData("sso.example:8080")]
    [InlineData("identityhost.identity.svc:8080")]
    [InlineData("10.0.0.7")]
    public async Task Discovery_and_devices_are_told_the_issuers_addresses_by_whatever_name_of_ours_they_ask(string name)
    {
        using var metadata = await AskAsync("/.well-known/openid-configuration", name);
        using var device = await AskAsync("/connect/deviceauthorization", name, new() { ["client_id"] = Demo.TvId, ["scope"] = "user.read" });

        foreach (var json in new[] { await TokenClient.ReadAsync(metadata), await TokenClient.ReadAsync(device) })
        {
            var addresses = json.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String)
                .Select(member => member.Value.GetString()!).Where(text => text.StartsWith("http", StringComparison.Ordinal)).ToList();
            addresses.ShouldNotBeEmpty();
            addresses.ShouldAllBe(address => address == "https://sso.example" || address.StartsWith("https://sso.example/", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/oauth-authorization-server")]
    [InlineData("/.well-known/openid-configuration/jwks")]
    public async Task RFC9111_documents_that_are_the_same_for_all_may_be_cached_for_a_while(string path)
    {
        using var own = await AskAsync(path, "sso.example");
        using var other = await AskAsync(path, "10.0.0.7");

        var cache = own.Headers.CacheControl.ShouldNotBeNull();
        (cache.Public, cache.NoStore, cache.MaxAge).ShouldBe((true, false, TimeSpan.FromSeconds(300)));
        (await own.Content.ReadAsStringAsync()).ShouldBe(await other.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/Manage")]
    [InlineData("/connect/authorize?client_id=3&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A5002%2Fcallback&scope=openid&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")]
    [InlineData("/connect/endsession")]
    public async Task Pages_are_redirected_to_by_their_paths(string path)
    {
        using var response = await AskAsync(path, "sso.example:8080");

        ((int)response.StatusCode).ShouldBeInRange(302, 303);
        response.Headers.Location.ShouldNotBeNull().OriginalString.ShouldStartWith("/Account/Log");
    }

    [Theory]
    [InlineData(null, Foreign, true)]
    [InlineData("https://sso.example", "sso.example", true)]
    [InlineData("https://sso.example", "SSO.EXAMPLE:8443", true)]
    [InlineData("https://sso.example/tenant", "sso.example", true)]
    [InlineData("https://sso.example", "", false)]
    [InlineData("https://sso.example", "sso.example.evil", false)]
    [InlineData("https://sso.example", "xsso.example", false)]
    [InlineData("https://sso.example", "localhost", false)]
    [InlineData("https://sso.example", "internal", true)]
    [InlineData("https://sso.example", "[fd00::1]:8080", true)]
    [InlineData("https://j\u00F6rg.example", "xn--jrg-sna.example", true)]
    [InlineData("http://localhost:5000", "127.0.0.1:5000", true)]
    [InlineData("http://localhost:5000", "[::1]", true)]
    [InlineData("http://127.0.0.1:5000", "localhost", true)]
    [InlineData("http://localhost:5000", "localhost.evil", false)]
    [InlineData("http://[::1]:5000", "[::1]:5000", true)]
    public void A_name_is_ours_or_not(string? issuer, string host, bool ours)
    {
        var options = new IdentityHostSettings { Issuer = issuer };
        options.InternalHosts.Add("internal");
        options.InternalHosts.Add("fd00::1");

        new IssuerAddress(Options.Create(options)).IsOurs(new HostString(host)).ShouldBe(ours);
    }

    [Theory]
    [InlineData("https://sso.example", "https://sso.example")]
    [InlineData("https://sso.example:443/tenant", "https://sso.example")]
    [InlineData("https://SSO.example:8443", "https://sso.example:8443")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000")]
    [InlineData(null, null)]
    public void Addresses_begin_with_the_issuers_origin(string? issuer, string? origin) =>
        new IssuerAddress(Options.Create(new IdentityHostSettings { Issuer = issuer })).Origin.ShouldBe(origin);

    private async Task<HttpResponseMessage> AskAsync(string path, string host, Dictionary<string, string>? form = null)
    {
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.Host = host;
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        return await fixture.Host.Client.SendAsync(request);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private TestDatabase? _database;

        public TestHost Host { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
            Host = await TestHost.StartAsync(_database, settings =>
            {
                settings["environment"] = "Production";
                settings["IdentityHost:DataProtection:AllowUnprotectedKeys"] = "true";
                settings["IdentityHost:Issuer"] = "https://sso.example";
                settings["IdentityHost:InternalHosts:0"] = "identityhost.identity.svc";
                settings["IdentityHost:InternalHosts:1"] = "10.0.0.7";
            });
        }

        public async Task DisposeAsync()
        {
            await Host.DisposeAsync();
            await _database!.DisposeAsync();
        }
    }
}
