using System.Net;
using System.Net.Http.Headers;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Passport;

/// <summary>passport.md, "401" and "403": both bodies exactly Unauthorized, challenges of RFC 6750 3.1.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RefusedCallerTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string InvalidToken = "Bearer error=\"invalid_token\"";
    private const string InsufficientScope = "Bearer error=\"insufficient_scope\"";

    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Missing_token_is_401_with_a_bare_challenge()
    {
        using var response = await PassportRequest.SendAsync(Host, callerToken: null, "?token=x");
        await PassportRequest.ShouldBeRefusedAsync(response, HttpStatusCode.Unauthorized, "Bearer");
    }

    [Theory]
    [InlineData("Basic", "MjpyZXNvdXJjZS1zZXJ2ZXItc2VjcmV0")]
    [InlineData("Bearer", null)]
    [InlineData("Bearer", " ")]
    public async Task No_bearer_token_is_401_with_a_bare_challenge(string scheme, string? parameter)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PassportRequest.Route);
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {parameter}".TrimEnd(' '));
        using var response = await Host.Client.SendAsync(request);
        await PassportRequest.ShouldBeRefusedAsync(response, HttpStatusCode.Unauthorized, "Bearer");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJjbGllbnRfaWQiOiIyIn0.")]
    public async Task Invalid_token_is_401(string token)
    {
        using var response = await PassportRequest.SendAsync(Host, token, "?token=x");
        await PassportRequest.ShouldBeRefusedAsync(response, HttpStatusCode.Unauthorized, InvalidToken);
    }

    [Fact]
    public async Task Over_long_token_is_401()
    {
        using var response = await PassportRequest.SendAsync(Host, new string('a', 20_000), "?token=x");
        await PassportRequest.ShouldBeRefusedAsync(response, HttpStatusCode.Unauthorized, InvalidToken);
    }

    [Fact]
    public async Task Expired_token_is_401_and_never_403()
    {
        // A client that may not introspect either: the expiry is told first, so that Passport's client fetches a new token.
        foreach (var client in new[] { Demo.ResourceServerId, Demo.PlainClientId })
        {
            var caller = await StoredToken.StoreAsync(Host, client, ageSeconds: 3601);
            using var response = await PassportRequest.SendAsync(Host, caller, "?token=x");
            await PassportRequest.ShouldBeRefusedAsync(response, HttpStatusCode.Unauthorized, InvalidToken);
        }
    }

    [Fact]
    public async Task Revoked_token_is_401()
    {
        var caller = await fixture.Tokens.ResourceServerTokenAsync();
        using (var revocation = await fixture.Tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = caller }, TokenClient.Basic(Demo.ResourceServerId, Demo.ResourceServerSecret)))
        {
            revocation.IsSuccessStatusCode.ShouldBeTrue();
        }

        using var response = await PassportRequest.SendAsync(Host, caller, "?token=x");
        await PassportRequest.ShouldBeRefusedAsync(response, HttpStatusCode.Unauthorized, InvalidToken);
    }

    [Fact]
    public async Task Client_that_may_not_introspect_is_403()
    {
        var caller = await fixture.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret, "messages.read");
        using var response = await PassportRequest.SendAsync(Host, caller, $"?token={caller}");
        await PassportRequest.ShouldBeRefusedAsync(response, HttpStatusCode.Forbidden, InsufficientScope);
    }

    [Fact]
    public async Task Users_token_as_caller_is_403_even_of_a_client_that_may_introspect()
    {
        var caller = await StoredToken.StoreAsync(Host, Demo.ResourceServerId, Demo.Subject);
        using var response = await PassportRequest.SendAsync(Host, caller, "?token=x");
        await PassportRequest.ShouldBeRefusedAsync(response, HttpStatusCode.Forbidden, InsufficientScope);
    }

    [Fact]
    public async Task The_flag_counts_from_the_moment_it_is_set()
    {
        await ClientCopy.AddAsync(fixture.Database, Demo.PlainClientId, "promoted");
        var caller = await fixture.Tokens.ClientCredentialsAsync("promoted", Demo.PlainClientSecret);
        using (var before = await PassportRequest.SendAsync(Host, caller, $"?token={caller}"))
            before.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await fixture.Database.ExecuteAsync(
            """
            INSERT INTO "ClientProperties" ("ClientId", "Key", "Value") SELECT "Id", 'can_introspect', 'true' FROM "Clients" WHERE "ClientId" = 'promoted'
            """);

        await Eventually.TrueAsync(async () =>
        {
            using var after = await PassportRequest.SendAsync(Host, caller, $"?token={caller}");
            return after.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task A_refusal_is_logged_with_the_correlation_id_that_the_header_has_and_the_body_has_not()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PassportRequest.Route);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "unknown");
        request.Headers.Add("X-Correlation-ID", "refusal-17");
        using var response = await Host.Client.SendAsync(request);

        response.Headers.GetValues("X-Correlation-ID").ShouldBe(["refusal-17"]);
        (await response.Content.ReadAsStringAsync()).ShouldBe("Unauthorized");
        Host.Logs.Lines.ShouldContain(l =>
            l.Category.StartsWith("IdentityHost.Introspection") && l.Message.Contains("refused") && l.Message.Contains("refusal-17")
            && l.Scopes.Any(s => s.Contains("refusal-17")) && l.Level == Microsoft.Extensions.Logging.LogLevel.Information);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Another_method_is_405(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), PassportRequest.Route);
        using var response = await Host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Fact]
    public async Task The_path_inside_is_nobodys_address()
    {
        using var response = await PassportRequest.SendAsync(Host, await fixture.Tokens.ResourceServerTokenAsync(), "?token=x", route: "/passport/introspect");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
