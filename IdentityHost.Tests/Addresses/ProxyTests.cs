using System.Net;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Addresses;

/// <summary>Plain HTTP only on loopback or in Development; what a proxy says counts only if it is known.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ProxyTests(PostgresFixture postgres)
{
    private const string Discovery = "/.well-known/openid-configuration";

    [Fact]
    public async Task Behind_a_known_proxy_the_clients_scheme_host_and_address_count()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, "IdentityHost:ForwardedHeaders:KnownProxies:0", "127.0.0.1");

        using var http = await AskAsync(host, Discovery, "http");
        http.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await http.Content.ReadAsStringAsync()).ShouldContain("HTTPS is required");

        using var https = await AskAsync(host, Discovery, "https");
        (await TokenClient.ReadAsync(https)).GetProperty("token_endpoint").GetString().ShouldBe("https://sso.example/connect/token");

        using var probe = await AskAsync(host, "/health/ready", "http");
        probe.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Behind_a_known_proxy_a_foreign_host_is_refused_by_what_the_proxy_says()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, "IdentityHost:ForwardedHeaders:KnownProxies:0", "127.0.0.1");

        using var response = await AskAsync(host, Discovery, "https", "sso.example", forwarded: "evil.example");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_known_network_counts_as_well()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, "IdentityHost:ForwardedHeaders:KnownNetworks:0", "127.0.0.0/8");

        using var https = await AskAsync(host, Discovery, "https");
        (await TokenClient.ReadAsync(https)).GetProperty("token_endpoint").GetString().ShouldBe("https://sso.example/connect/token");
    }

    [Fact]
    public async Task An_unknown_proxy_is_not_believed()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, "IdentityHost:ForwardedHeaders:KnownProxies:0", "192.0.2.1");

        await ShouldCountForNothingAsync(host);
    }

    [Fact]
    public async Task Without_known_proxies_nobody_is_believed()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, "IdentityHost:ForwardedHeaders:ForwardLimit", "1");

        await ShouldCountForNothingAsync(host);
    }

    [Fact]
    public async Task A_fixed_issuer_is_told_in_discovery_and_in_tokens()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await StartAsync(database, "IdentityHost:Issuer", "https://sso.example/identity");

        using var response = await host.Client.GetAsync(Discovery);
        var metadata = await TokenClient.ReadAsync(response);
        metadata.GetProperty("issuer").GetString().ShouldBe("https://sso.example/identity");
        metadata.GetProperty("token_endpoint").GetString().ShouldBe("https://sso.example/connect/token");
        var tokens = new TokenClient(host);
        var token = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret, "messages.read");
        (await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token))
            .GetProperty("iss").GetString().ShouldBe("https://sso.example/identity");
    }

    private static Task<TestHost> StartAsync(TestDatabase database, string setting, string value) =>
        TestHost.StartAsync(database, settings =>
        {
            settings["environment"] = "Production";
            settings["IdentityHost:DataProtection:AllowUnprotectedKeys"] = "true";
            settings[setting] = value;
        });

    /// <summary>Neither a foreign host instead of ours, nor ours instead of a foreign one.</summary>
    private static async Task ShouldCountForNothingAsync(TestHost host)
    {
        using var ours = await AskAsync(host, Discovery, "https", "sso.example", forwarded: "evil.example");
        ours.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var foreign = await AskAsync(host, Discovery, "https", "evil.example", forwarded: "sso.example");
        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<HttpResponseMessage> AskAsync(
        TestHost host, string path, string scheme, string own = "10.0.0.1:8080", string forwarded = "sso.example")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = own;
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-Host", forwarded);
        return await host.Client.SendAsync(request);
    }
}
