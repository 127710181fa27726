using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Introspection;

/// <summary>RFC 7662 2.2: a token that is not active gets one answer, whatever is wrong with it.</summary>
[Collection(PostgresCollection.Name)]
public sealed class InactiveTokenTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("x")]
    [InlineData("...")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.AAAA")]
    [InlineData("eyJ.eyJ.eyJ.eyJ.eyJ")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000-1")]
    [InlineData("' OR 1=1 --")]
    [InlineData("тóken \u2028 é")]
    public async Task A_malformed_or_unknown_token(string token) => await ShouldBeInactiveAsync(token);

    [Theory]
    [InlineData(101)]
    [InlineData(60_000)]
    public async Task An_over_long_token(int length)
    {
        await ShouldBeInactiveAsync(new string('A', length));
        await ShouldBeInactiveAsync("a." + new string('b', length) + ".c");
    }

    [Fact]
    public async Task A_reference_token_that_is_right_in_everything_is_active_which_the_others_vary()
    {
        using var response = await AskAsync(await host.StoreTokenAsync(StoredGrants.AccessToken(host, Demo.PlainClientId)));
        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
        var alices = StoredGrants.AccessToken(host, Demo.PlainClientId, made => made.Claims.Add(new Claim("sub", Demo.Subject)));
        using var user = await AskAsync(await host.StoreTokenAsync(alices));
        (await TokenClient.ReadAsync(user)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_expired_reference_token_though_it_is_still_stored()
    {
        var token = await host.StoreTokenAsync(StoredGrants.AccessToken(host, Demo.PlainClientId, made =>
        {
            made.CreationTime = made.CreationTime.AddSeconds(-61);
            made.Lifetime = 60;
        }));
        await ShouldBeInactiveAsync(token);
    }

    [Fact]
    [EngineDifference("it looks at the end of a reference token only")]
    public async Task A_reference_token_that_is_not_valid_yet() =>
        await ShouldBeInactiveAsync(await host.StoreTokenAsync(StoredGrants.AccessToken(
            host, Demo.PlainClientId, made => made.CreationTime = made.CreationTime.AddHours(1))));

    [Fact]
    public async Task A_token_of_a_client_that_does_not_exist_or_is_disabled()
    {
        await ShouldBeInactiveAsync(await host.StoreTokenAsync(StoredGrants.AccessToken(host, "no-such-client")));
        await host.Database.AddClientAsync("switched-off", new { Enabled = false });
        await ShouldBeInactiveAsync(await host.StoreTokenAsync(StoredGrants.AccessToken(host, "switched-off")));
    }

    [Fact]
    public async Task A_token_of_a_user_who_does_not_exist() =>
        await ShouldBeInactiveAsync(await host.StoreTokenAsync(StoredGrants.AccessToken(
            host, Demo.PlainClientId, made => made.Claims.Add(new Claim("sub", "no-such-user")))));

    [Fact]
    public async Task An_authorization_code() => await ShouldBeInactiveAsync(await host.StoreCodeAsync(Demo.WebAppId));

    [Fact]
    public async Task The_key_under_which_a_token_is_stored()
    {
        await host.StoreTokenAsync(StoredGrants.AccessToken(host, Demo.PlainClientId));
        var key = await host.Database.ScalarAsync<string>("""SELECT "Key" FROM "PersistedGrants" WHERE "Type" = 'reference_token' LIMIT 1""");
        await ShouldBeInactiveAsync(key!);
        await ShouldBeInactiveAsync(key + "-1");
    }

    [Fact]
    public async Task A_JWT_that_is_right_in_everything_is_active_which_the_others_vary()
    {
        using var response = await AskAsync(await host.SignAsync(Jwt()));
        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task RFC9068_4_a_JWT_after_its_exp() =>
        await ShouldBeInactiveAsync(await host.SignAsync(Jwt(made =>
        {
            made.CreationTime = made.CreationTime.AddSeconds(-61);
            made.Lifetime = 60;
        })));

    [Fact]
    public async Task RFC9068_4_a_JWT_before_its_nbf() =>
        await ShouldBeInactiveAsync(await host.SignAsync(Jwt(made => made.CreationTime = made.CreationTime.AddHours(1))));

    [Fact]
    public async Task RFC9068_4_a_JWT_of_another_issuer() =>
        await ShouldBeInactiveAsync(await host.SignAsync(Jwt(made => made.Issuer = "https://elsewhere.example")));

    [Fact]
    public async Task RFC9068_4_a_JWT_of_another_type_such_as_an_ID_token() =>
        await ShouldBeInactiveAsync(await host.SignAsync(Jwt(made => made.Type = "id_token")));

    [Fact]
    public async Task RFC9068_4_a_JWT_whose_content_was_changed()
    {
        var jwt = await host.SignAsync(Jwt());
        await ShouldBeInactiveAsync(TokenEndpoint.Jwt.Tamper(jwt, 1, "messages.read", "user.readxxxxx"));
        await ShouldBeInactiveAsync(jwt[..^4]);
    }

    [Fact]
    public async Task RFC8725_3_1_a_JWT_without_a_signature_or_with_one_of_another_algorithm_or_key()
    {
        var jwt = await host.SignAsync(Jwt());
        var kid = TokenEndpoint.Jwt.Read(jwt).Header.GetProperty("kid").GetString();
        var keys = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/.well-known/openid-configuration/jwks", UriKind.Relative)));
        var ours = keys.RootElement.GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("kid").GetString() == kid);

        await ShouldBeInactiveAsync(TokenEndpoint.Jwt.Forge(jwt, new { alg = "none", typ = "at+jwt", kid }, _ => []));
        // The public key as the secret of a MAC.
        var modulus = Encoding.UTF8.GetBytes(ours.GetProperty("n").GetString()!);
        await ShouldBeInactiveAsync(TokenEndpoint.Jwt.Forge(
            jwt, new { alg = "HS256", typ = "at+jwt", kid }, input => HMACSHA256.HashData(modulus, input)));
        // Another key under our kid, and its public half offered in the header.
        using var foreign = RSA.Create(2048);
        byte[] Sign(byte[] input) => foreign.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        await ShouldBeInactiveAsync(TokenEndpoint.Jwt.Forge(jwt, new { alg = "RS256", typ = "at+jwt", kid }, Sign));
        var parameters = foreign.ExportParameters(false);
        var jwk = new { kty = "RSA", n = Base64(parameters.Modulus!), e = Base64(parameters.Exponent!) };
        await ShouldBeInactiveAsync(TokenEndpoint.Jwt.Forge(jwt, new { alg = "RS256", typ = "at+jwt", jwk }, Sign));
        await ShouldBeInactiveAsync(TokenEndpoint.Jwt.Forge(jwt, new { alg = "RS256", typ = "at+jwt", kid = "unknown" }, Sign));
    }

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private Token Jwt(Action<Token>? change = null) => StoredGrants.AccessToken(host, Demo.PlainClientId, made =>
    {
        made.AccessTokenType = AccessTokenType.Jwt;
        change?.Invoke(made);
    });

    private Task<HttpResponseMessage> AskAsync(string token) => host.PostAsync(
        Requests.IntrospectionPath, new() { ["token"] = token }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));

    private async Task ShouldBeInactiveAsync(string token)
    {
        using var response = await AskAsync(token);
        await response.ShouldBeInactiveAsync();
    }
}
