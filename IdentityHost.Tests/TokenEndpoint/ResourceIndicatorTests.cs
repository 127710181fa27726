using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.DeviceFlow;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>
/// RFC 8707 2: <c>resource</c> names the API that a token is for. Tokens are not narrowed to it, so it is taken where the token is good for that API
/// anyway, and refused everywhere else.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class ResourceIndicatorTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Orders = "https://orders.example/api";
    private const string Invoices = "urn:example:invoices";
    private const string NotAsked = "https://not-asked.example";
    private const string Client = "resources";

    public static TheoryData<string> Unusable => new(
        "https://nowhere.example", "https://orders.example/API", "https://orders.example/api/", NotAsked, "messages-api", "/api", "https://orders.example/api#a", "x y");

    [Fact]
    public async Task RFC8707_2_2_An_API_of_the_scopes_is_in_the_audience_of_the_token()
    {
        await ArrangeAsync();
        using var response = await PostAsync($"grant_type=client_credentials&scope=orders&resource={Uri.EscapeDataString(Orders)}");
        var token = (await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString()!;
        (await AudienceAsync(token)).ShouldContain(Orders);
    }

    [Fact, EngineDifference("Duende's token endpoint takes one.")]
    public async Task RFC8707_2_It_may_be_repeated()
    {
        await ArrangeAsync();
        var both = $"resource={Uri.EscapeDataString(Orders)}&resource={Uri.EscapeDataString(Invoices)}";
        using var response = await PostAsync($"grant_type=client_credentials&scope=orders%20invoices&{both}");
        (await AudienceAsync((await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString()!)).ShouldBe([Orders, Invoices], ignoreOrder: true);

        using var one = await PostAsync($"grant_type=client_credentials&scope=orders&{both}");
        await one.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_target");
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task RFC8707_2_2_Any_other_is_invalid_target_at_the_token_endpoint(string resource)
    {
        await ArrangeAsync();
        using var response = await PostAsync($"grant_type=client_credentials&scope=orders&resource={Uri.EscapeDataString(resource)}");
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_target");
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    [EngineDifference("Duende shows errors that the user can't mend on the error page.")]
    public async Task RFC8707_2_1_Any_other_is_invalid_target_at_the_authorization_endpoint(string resource)
    {
        await ArrangeAsync();
        var target = await host.RedirectOfAsync(Authorize(resource));
        target.AnswerIn("query")["error"].ShouldBe("invalid_target");
    }

    [Fact]
    public async Task RFC8707_2_1_A_code_and_its_refresh_tokens_are_good_for_the_API_that_was_named_and_refused_for_another()
    {
        await ArrangeAsync();
        using var browser = await host.SignedInAsync();
        await browser.GoAsync(Authorize(Orders));
        var code = browser.LeftParameters(TestClients.RedirectUri)["code"];
        var redeem = $"grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(TestClients.RedirectUri)}&code_verifier={_verifier}";

        // A refused request uses nothing up.
        using var wrong = await PostAsync($"{redeem}&resource={Uri.EscapeDataString(NotAsked)}");
        await wrong.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_target");
        using var response = await PostAsync($"{redeem}&resource={Uri.EscapeDataString(Orders)}");
        var tokens = await TokenClient.ReadAsync(response);
        (await AudienceAsync(tokens.GetProperty("access_token").GetString()!)).ShouldContain(Orders);

        var refresh = $"grant_type=refresh_token&refresh_token={tokens.GetProperty("refresh_token").GetString()}";
        using var refused = await PostAsync($"{refresh}&resource={Uri.EscapeDataString(NotAsked)}");
        await refused.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_target");
        using var refreshed = await PostAsync($"{refresh}&resource={Uri.EscapeDataString(Orders)}");
        (await AudienceAsync((await TokenClient.ReadAsync(refreshed)).GetProperty("access_token").GetString()!)).ShouldContain(Orders);
    }

    [Fact, EngineDifference("Duende's device flow reads no resource.")]
    public async Task RFC8707_2_1_The_device_flow_refuses_an_unknown_one_at_both_ends()
    {
        await ArrangeAsync();
        using var unknown = await PostAsync($"scope=orders&resource={Uri.EscapeDataString(NotAsked)}", "/connect/deviceauthorization");
        await unknown.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_target");
        using var known = await PostAsync($"scope=orders&resource={Uri.EscapeDataString(Orders)}", "/connect/deviceauthorization");
        await TokenClient.ReadAsync(known);
    }

    private readonly string _verifier = Pkce.NewVerifier();

    private string Authorize(string resource) => AuthorizeRequests.Url(
        ("client_id", Client), ("redirect_uri", TestClients.RedirectUri), ("scope", "orders offline_access"), ("resource", resource),
        ("code_challenge", Pkce.Challenge(_verifier)));

    private Task<HttpResponseMessage> PostAsync(string body, string path = Requests.TokenPath) =>
        host.PostRawAsync(path, body, authorization: TokenClient.Basic(Client, TestClients.Secret).ToString());

    private async Task<string[]> AudienceAsync(string token)
    {
        var answer = await host.Tokens.StandardIntrospectAsync(Orders, "api-secret", token);
        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        var audience = answer.GetProperty("aud");
        return audience.ValueKind == System.Text.Json.JsonValueKind.Array
            ? [.. audience.EnumerateArray().Select(one => one.GetString()!)]
            : [audience.GetString()!];
    }

    private async Task ArrangeAsync()
    {
        if (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "Clients" WHERE "ClientId" = 'resources' """) > 0)
            return;
        foreach (var scope in new[] { "orders", "invoices", "not-asked" })
            await host.Database.AddScopeAsync(scope);
        await host.Database.AddApiAsync(Orders, "api-secret", "orders");
        await host.Database.AddApiAsync(Invoices, "api-secret", "invoices");
        await host.Database.AddApiAsync(NotAsked, "api-secret", "not-asked");
        await host.Database.AddClientAsync(
            Client,
            new { RequireConsent = false, AllowOfflineAccess = true },
            ["client_credentials", "authorization_code", TestDevice.GrantType],
            ["orders", "invoices", "not-asked"]);
    }
}
