using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>RFC 7636 4.2: plain is for clients that can't hash, so it is the deployer who allows it.</summary>
public sealed class PlainChallengeTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Theory]
    [InlineData("plain", Verifier, true)]
    [InlineData(null, Verifier, true)]
    [InlineData("plain", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", false)]
    public async Task RFC7636_4_6_Where_it_is_allowed_the_verifier_is_the_challenge(string? method, string verifier, bool proven)
    {
        var client = await AddAsync(plain: true);
        using var browser = await host.SignedInAsync();
        await browser.GoAsync(Request(client, Verifier, method));
        var code = browser.LeftParameters(TestClients.RedirectUri)["code"];

        var answer = new AuthorizationAnswer(code, verifier, client, TestClients.RedirectUri, new Dictionary<string, string>());
        using var response = await host.Tokens.PostCodeAsync(answer, TestClients.Secret);

        response.StatusCode.ShouldBe(proven ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task RFC7636_4_6_A_code_is_not_redeemed_by_plain_once_the_client_may_no_longer_use_it()
    {
        var client = await AddAsync(plain: true);
        using var browser = await host.SignedInAsync();
        await browser.GoAsync(Request(client, Verifier, "plain"));
        var code = browser.LeftParameters(TestClients.RedirectUri)["code"];
        await host.Database.ExecuteAsync("""UPDATE "Clients" SET "AllowPlainTextPkce" = false WHERE "ClientId" = $1""", client);
        await Soon.HoldsAsync(async () =>
            (await host.RedirectOfAsync(Request(client, Verifier, "plain"))).AnswerIn("query")["error"].ShouldBe("invalid_request"));

        var answer = new AuthorizationAnswer(code, Verifier, client, TestClients.RedirectUri, new Dictionary<string, string>());
        using var response = await host.Tokens.PostCodeAsync(answer, TestClients.Secret);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task RFC7636_4_6_Characters_beyond_the_alphabet_are_compared_as_they_are()
    {
        const string Strange = "dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjX==";
        var client = await AddAsync(plain: true);
        using var browser = await host.SignedInAsync();
        await browser.GoAsync(Request(client, Strange, "plain"));
        var code = browser.LeftParameters(TestClients.RedirectUri)["code"];

        using var response = await host.Tokens.PostCodeAsync(
            new AuthorizationAnswer(code, Strange, client, TestClients.RedirectUri, new Dictionary<string, string>()), TestClients.Secret);

        await TokenClient.ReadAsync(response);
    }

    [Theory]
    [InlineData("too-short")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEj X")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXkdBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXkdBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [EngineDifference("Duende shows it on the error page, and looks at the length alone.")]
    public async Task RFC7636_4_1_A_challenge_that_no_verifier_can_be_is_invalid_request(string challenge)
    {
        var client = await AddAsync(plain: true);

        var target = await host.RedirectOfAsync(Request(client, challenge, "plain"));

        target.AnswerIn("query")["error"].ShouldBe("invalid_request");
    }

    private static string Request(string client, string challenge, string? method) => AuthorizeRequests.Url(
        ("client_id", client), ("redirect_uri", TestClients.RedirectUri), ("scope", "messages.read"),
        ("code_challenge", challenge), ("code_challenge_method", method));

    private async Task<string> AddAsync(bool plain)
    {
        var client = "plain-" + Pkce.NewVerifier();
        await host.Database.AddClientAsync(client, new { AllowPlainTextPkce = plain }, ["authorization_code"]);
        return client;
    }
}
