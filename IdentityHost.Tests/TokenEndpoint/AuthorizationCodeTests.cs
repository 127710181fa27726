using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>A host with a client for the code flow, and one that owns none of its codes.</summary>
public sealed class CodeClientFixture : IAsyncLifetime
{
    public const string ClientId = "code-client";
    public const string OtherClientId = "other-code-client";
    public const string PublicClientId = "public-code-client";

    public HostFixture Host { get; } = new();

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        string[] scopes = ["openid", "profile", "messages.read", "user.read"];
        await Host.Database.AddClientAsync(ClientId, grants: ["authorization_code"], scopes: scopes);
        await Host.Database.AddClientAsync(OtherClientId, grants: ["authorization_code"], scopes: scopes);
        await Host.Database.AddClientAsync(
            PublicClientId, new { RequireClientSecret = false }, grants: ["authorization_code"], scopes: scopes, secrets: []);
    }

    public Task DisposeAsync() => Host.DisposeAsync();
}

[Collection(PostgresCollection.Name)]
public sealed class AuthorizationCodeTests(CodeClientFixture fixture) : IClassFixture<CodeClientFixture>
{
    private readonly HostFixture _host = fixture.Host;

    [Fact]
    public async Task RFC6749_4_1_4_a_code_is_exchanged_for_an_access_token()
    {
        using var response = await RedeemAsync(await _host.StoreCodeAsync(CodeClientFixture.ClientId));
        var json = await TokenClient.ReadAsync(response);
        json.GetProperty("access_token").GetString().ShouldNotBeNullOrEmpty();
        json.GetProperty("token_type").GetString().ShouldBe("Bearer");
        json.GetProperty("scope").GetString().ShouldBe("messages.read");
        json.TryGetProperty("id_token", out _).ShouldBeFalse();
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task RFC6749_4_1_2_a_code_is_good_once()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId);
        using var first = await RedeemAsync(code);
        await TokenClient.ReadAsync(first);
        using var second = await RedeemAsync(code);
        await second.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task RFC6749_4_1_2_of_many_who_redeem_a_code_at_once_one_gets_a_token()
    {
        for (var round = 0; round < 5; round++)
        {
            var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId);
            var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => RedeemAsync(code)));
            responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            foreach (var response in responses)
            {
                if (response.StatusCode != HttpStatusCode.OK)
                    await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
                response.Dispose();
            }
        }
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000-1")]
    [InlineData("'; DROP TABLE \"PersistedGrants\"; --")]
    public async Task RFC6749_5_2_an_unknown_code_is_invalid_grant(string code)
    {
        using var response = await RedeemAsync(code);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task RFC6749_4_1_2_an_expired_code_is_invalid_grant()
    {
        var code = await _host.StoreCodeAsync(
            CodeClientFixture.ClientId, stored => stored.CreationTime = stored.CreationTime.AddSeconds(-301));
        using var response = await RedeemAsync(code);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task RFC6749_4_1_3_another_clients_code_is_invalid_grant_and_stays_good_for_its_owner()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId);
        using var thief = await RedeemAsync(code, clientId: CodeClientFixture.OtherClientId);
        await thief.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
        using var owner = await RedeemAsync(code);
        await TokenClient.ReadAsync(owner);
    }

    [Theory]
    [InlineData("https://client.example/other")]
    [InlineData("https://client.example/callback/")]
    [InlineData("https://client.example/CALLBACK")]
    [InlineData("https://client.example/callback?x=1")]
    public async Task RFC6749_4_1_3_another_redirect_uri_is_invalid_grant(string redirectUri)
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId);
        using var response = await RedeemAsync(code, form => form["redirect_uri"] = redirectUri);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    [EngineDifference("a missing redirect_uri is unauthorized_client")]
    public async Task RFC6749_4_1_3_a_missing_redirect_uri_is_invalid_request()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId);
        using var response = await RedeemAsync(code, form => form.Remove("redirect_uri"));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    [EngineDifference("a missing code is invalid_grant")]
    public async Task RFC6749_4_1_3_a_missing_code_is_invalid_request()
    {
        using var response = await RedeemAsync("", form => form.Remove("code"));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("code", 1000)]
    [InlineData("redirect_uri", 5000)]
    [InlineData("code_verifier", 129)]
    public async Task What_is_too_long_to_be_right_is_wrong_as_anything_else(string parameter, int length)
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId);
        using var response = await RedeemAsync(code, form => form[parameter] = new string('x', length));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory]
    [InlineData(42)]
    [InlineData(129)]
    [EngineDifference("Duende describes no error of a verifier.")]
    public async Task RFC7636_4_1_a_verifier_of_a_wrong_length_is_told_what_is_wrong(int length)
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId);
        using var response = await RedeemAsync(code, form => form["code_verifier"] = new string('x', length));
        (await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant"))
            .GetProperty("error_description").GetString().ShouldBe("code_verifier has 43 to 128 characters (RFC 7636 4.1).");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")]
    [InlineData("tooShort")]
    [InlineData(StoredGrants.Challenge)]
    [InlineData("dBjftJeZ4CVP mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    public async Task RFC7636_4_6_a_missing_or_wrong_verifier_is_invalid_grant(string? verifier)
    {
        using var response = await RedeemWithAsync(await _host.StoreCodeAsync(CodeClientFixture.ClientId), verifier);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    [EngineDifference("it removes the code before it looks at the verifier")]
    public async Task RFC7636_4_6_a_thief_without_the_verifier_cannot_burn_the_code()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId);
        using var wrong = await RedeemWithAsync(code, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK");
        await wrong.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
        using var right = await RedeemAsync(code);
        await TokenClient.ReadAsync(right);
    }

    [Fact]
    public async Task RFC9700_4_8_2_a_verifier_for_a_code_without_challenge_is_invalid_grant()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId, stored =>
        {
            stored.CodeChallenge = null;
            stored.CodeChallengeMethod = null;
        });
        using var response = await RedeemAsync(code);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task RFC7636_4_3_the_method_plain_is_not_accepted()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId, stored =>
        {
            stored.CodeChallenge = StoredGrants.Verifier.Sha256();
            stored.CodeChallengeMethod = "plain";
        });
        using var response = await RedeemAsync(code);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_public_client_redeems_with_its_client_id_and_the_verifier()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.PublicClientId);
        var form = StoredGrants.CodeForm(code);
        form["client_id"] = CodeClientFixture.PublicClientId;
        using var response = await _host.PostAsync(Requests.TokenPath, form);
        await TokenClient.ReadAsync(response);
    }

    [Fact]
    public async Task RFC6749_5_2_the_code_of_a_user_who_is_gone_is_invalid_grant()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId, stored => stored.Subject = Unknown());
        using var response = await RedeemAsync(code);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    public async Task A_scope_that_was_taken_from_the_client_since_is_not_granted()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId, stored => stored.RequestedScopes = ["introspect"]);
        using var response = await RedeemAsync(code);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Fact]
    [EngineDifference("an amr of one value is a text")]
    public async Task OIDC_3_1_3_3_the_scope_openid_brings_an_ID_token_with_the_codes_nonce()
    {
        var code = await _host.StoreCodeAsync(CodeClientFixture.ClientId, stored =>
        {
            stored.IsOpenId = true;
            stored.Nonce = "nonce-1";
            stored.RequestedScopes = ["openid", "messages.read"];
        });
        using var response = await RedeemAsync(code);
        var json = await TokenClient.ReadAsync(response);
        var (header, payload) = Jwt.Read(json.GetProperty("id_token").GetString()!);
        header.GetProperty("kid").GetString().ShouldNotBeNullOrEmpty();
        payload.GetProperty("iss").GetString().ShouldBe(_host.Host.BaseAddress.GetLeftPart(UriPartial.Authority));
        payload.GetProperty("sub").GetString().ShouldBe(Demo.Subject);
        payload.GetProperty("aud").GetString().ShouldBe(CodeClientFixture.ClientId);
        payload.GetProperty("nonce").GetString().ShouldBe("nonce-1");
        payload.GetProperty("sid").GetString().ShouldBe("session-1");
        payload.GetProperty("auth_time").ValueKind.ShouldBe(JsonValueKind.Number);
        payload.GetProperty("amr").EnumerateArray().Select(method => method.GetString()).ShouldBe(["pwd"]);
        payload.GetProperty("at_hash").GetString().ShouldBe(Jwt.LeftHalfSha256(json.GetProperty("access_token").GetString()!));
    }

    private Task<HttpResponseMessage> RedeemAsync(
        string code, Action<Dictionary<string, string>>? change = null, string clientId = CodeClientFixture.ClientId)
    {
        var form = StoredGrants.CodeForm(code);
        change?.Invoke(form);
        return _host.PostAsync(Requests.TokenPath, form, TokenClient.Basic(clientId, TestClients.Secret));
    }

    private Task<HttpResponseMessage> RedeemWithAsync(string code, string? verifier) => RedeemAsync(code, form =>
    {
        if (verifier is null)
            form.Remove("code_verifier");
        else
            form["code_verifier"] = verifier;
    });

    private static System.Security.Claims.ClaimsPrincipal Unknown() =>
        new(new System.Security.Claims.ClaimsIdentity(
            [
                new("sub", "no-such-user"), new("idp", "local"), new("amr", "pwd"), new("auth_time", "1700000000"),
            ],
            "test"));
}
