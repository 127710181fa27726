using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Discovery;

[Collection(PostgresCollection.Name)]
public sealed class SigningKeyTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC7515_5_2_a_JWT_verifies_with_the_published_key_that_it_names()
    {
        await host.Database.AddClientAsync("verified", new { AccessTokenType = 0 });
        var jwt = await host.Tokens.ClientCredentialsAsync("verified", TestClients.Secret);
        var (header, _) = Jwt.Read(jwt);

        using var response = await host.Client.GetAsync("/.well-known/openid-configuration/jwks");
        var key = (await TokenClient.ReadAsync(response)).GetProperty("keys").EnumerateArray()
            .Single(one => one.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());

        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()),
            Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
        });
        var parts = jwt.Split('.');
        rsa.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .ShouldBeTrue();
    }

    [Fact]
    public async Task RFC7518_3_4_an_API_that_wants_ES256_gets_a_JWT_that_verifies_with_the_published_EC_key()
    {
        await host.Database.AddApiAsync("es-api", "secret", "introspect");
        await host.Database.ExecuteAsync(
            """UPDATE "ApiResources" SET "AllowedAccessTokenSigningAlgorithms" = 'ES256' WHERE "Name" = 'es-api'""");
        await host.Database.AddClientAsync("es", new { AccessTokenType = 0 }, scopes: ["introspect"]);

        var jwt = await Eventually.ShouldAsync(
            () => host.Tokens.ClientCredentialsAsync("es", TestClients.Secret),
            token => Jwt.Read(token).Header.GetProperty("alg").GetString() == "ES256");

        using var response = await host.Client.GetAsync("/.well-known/openid-configuration/jwks");
        var key = (await TokenClient.ReadAsync(response)).GetProperty("keys").EnumerateArray()
            .Single(one => one.GetProperty("kid").GetString() == Jwt.Read(jwt).Header.GetProperty("kid").GetString());
        using var ec = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        var parts = jwt.Split('.');
        ec.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
    }

    [Fact]
    public async Task The_keys_are_stored_in_the_format_of_both_engines_and_encrypted()
    {
        (await host.Database.ScalarAsync<long>(
            """
            SELECT count(*) FROM "Keys"
            WHERE "Id" ~ '^[0-9A-F]{32}$' AND "Version" = 1 AND "Use" = 'signing' AND NOT "IsX509Certificate" AND "DataProtected"
                AND "Algorithm" IN ('RS256', 'ES256') AND "Data" NOT LIKE '{%'
            """)).ShouldBe(2);
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "Keys" """)).ShouldBe(2);
    }

    [Fact]
    public async Task Hosts_that_start_at_once_on_a_new_database_make_one_key_for_each_algorithm()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();

        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestHost.StartAsync(database))));
        try
        {
            (await database.ScalarAsync<long>("""SELECT count(*) FROM "Keys" """)).ShouldBe(2);
            var sets = await Task.WhenAll(hosts.Select(one => KeyIdsAsync(one)));
            foreach (var set in sets)
                set.ShouldBe(sets[0], ignoreOrder: true);
        }
        finally
        {
            foreach (var one in hosts)
                await one.DisposeAsync();
        }
    }

    internal static async Task<List<string>> KeyIdsAsync(TestHost one)
    {
        using var response = await one.Client.GetAsync("/.well-known/openid-configuration/jwks");
        var set = await TokenClient.ReadAsync(response);
        return [.. set.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }
}
