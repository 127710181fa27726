using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Http;

/// <summary>No browser guesses what an answer is, whoever made it.</summary>
public sealed class NoSniffingTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("GET", "/Account/Login", 200)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/Account/Login", 400)]
    [InlineData("GET", "/css/site.css", 200)]
    [InlineData("GET", "/css/none.css", 404)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/health/ready", 200)]
    [InlineData("GET", "/.well-known/openid-configuration", 200)]
    [InlineData("GET", "/.well-known/openid-configuration/jwks", 200)]
    [InlineData("GET", "/connect/authorize", 303)]
    [InlineData("GET", "/connect/authorize?x=%00", 400)]
    [InlineData("GET", "/connect/token", 405)]
    [InlineData("POST", "/connect/token", 400)]
    [InlineData("GET", "/connect/userinfo", 401)]
    [InlineData("POST", "/connect/introspect", 401)]
    [InlineData("POST", "/connect/revocation", 401)]
    [InlineData("GET", "/connect/checksession", 200)]
    [InlineData("GET", "/connect/endsession", 303)]
    [InlineData("POST", "/oauth/introspect", 401)]
    [InlineData("GET", "/admin/sessions", 401)]
    [InlineData("PUT", "/admin/sessions", 405)]
    public async Task Every_answer_says_nosniff(string method, string address, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST")
            request.Content = new FormUrlEncodedContent([new("x", "y")]);

        using var response = await host.Client.SendAsync(request);

        // Which refusal it is belongs to other tests.
        ((int)response.StatusCode / 100).ShouldBe(status / 100, $"{response.StatusCode}");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task So_does_an_outage()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await using var node = await TestHost.StartAsync(database);
        await database.ExecuteAsync("""ALTER TABLE "Clients" RENAME TO "ClientsGone" """);

        using var response = await new TokenClient(node).PostFormAsync(
            "/connect/token", new() { ["grant_type"] = "client_credentials" }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));

        ((int)response.StatusCode).ShouldBeGreaterThanOrEqualTo(500);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }
}
