using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using IdentityHost.Tests.Discovery;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Tests.StoredFormats;

/// <summary>Keys that another engine left in table Keys, written here letter by letter.</summary>
[Collection(PostgresCollection.Name)]
public sealed class StoredSigningKeyTests
{
    private const string Purpose = "DataProtectionKeyProtector";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_that_another_engine_stored_sign_on(bool isProtected)
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        var ids = await ReplaceKeysAsync(database, (ring, json) => isProtected ? ring.CreateProtector(Purpose).Protect(json) : json, isProtected);
        await database.AddClientAsync("jwt", new { AccessTokenType = 0 });

        await using var host = await TestHost.StartAsync(database);

        (await SigningKeyTests.KeyIdsAsync(host)).ShouldBe(ids, ignoreOrder: true);
        var jwt = await new TokenClient(host).ClientCredentialsAsync("jwt", TestClients.Secret);
        ids.ShouldContain(Jwt.Read(jwt).Header.GetProperty("kid").GetString());
        (await new TokenClient(host).StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, jwt))
            .GetProperty("active").GetBoolean().ShouldBeTrue();
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "Keys" """)).ShouldBe(2);
    }

    [Fact]
    public async Task Three_outcomes_keys_of_another_key_ring_are_not_ready_and_no_others_are_made()
    {
        await using var database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        var foreign = new EphemeralDataProtectionProvider();
        await ReplaceKeysAsync(database, (_, json) => foreign.CreateProtector(Purpose).Protect(json), isProtected: true);

        await using var host = await TestHost.StartAsync(database);

        using var ready = await host.Client.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var token = await new TokenClient(host).PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "client_credentials", ["client_id"] = Demo.PlainClientId, ["client_secret"] = Demo.PlainClientSecret });
        token.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "Keys" """)).ShouldBe(2);
    }

    /// <summary>Lets a host make the key ring, and puts keys of the test's own into the place of the host's.</summary>
    private static async Task<List<string>> ReplaceKeysAsync(
        TestDatabase database, Func<IDataProtectionProvider, string, string> store, bool isProtected)
    {
        await using var host = await TestHost.StartAsync(database);
        var ring = host.Services.GetDataProtectionProvider();
        await database.ExecuteAsync("""DELETE FROM "Keys" """);

        var created = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-30);
        var rsa = Id();
        var ec = Id();
        await InsertAsync(rsa, "RS256", RsaJson(rsa, created));
        await InsertAsync(ec, "ES256", EcJson(ec, created));
        return [rsa, ec];

        Task<int> InsertAsync(string id, string algorithm, string json) => database.ExecuteAsync(
            """
            INSERT INTO "Keys" ("Id", "Version", "Created", "Use", "Algorithm", "IsX509Certificate", "DataProtected", "Data")
            VALUES ($1, 1, $2, 'signing', $3, false, $4, $5)
            """,
            id, created, algorithm, isProtected, store(ring, json));
    }

    private static string Id() => RandomNumberGenerator.GetHexString(32);

    private static string RsaJson(string id, DateTime created)
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        return JsonSerializer.Serialize(new
        {
            Parameters = new { key.D, key.DP, key.DQ, key.Exponent, key.InverseQ, key.Modulus, key.P, key.Q },
            Id = id,
            Algorithm = "RS256",
            HasX509Certificate = false,
            Created = created,
        });
    }

    private static string EcJson(string id, DateTime created)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = ec.ExportParameters(includePrivateParameters: true);
        return JsonSerializer.Serialize(new
        {
            key.D,
            Q = new { key.Q.X, key.Q.Y },
            Id = id,
            Algorithm = "ES256",
            HasX509Certificate = false,
            Created = created,
        });
    }
}
