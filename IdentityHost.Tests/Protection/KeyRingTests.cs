using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Protection;

/// <summary>Data Protection in PostgreSQL, the signing keys that it encrypts, and who makes them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class KeyRingTests(PostgresFixture postgres) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("identityhost-keyring-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Nodes_that_start_at_once_make_one_ring_and_one_signing_key_an_algorithm()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestHost.StartAsync(database)));
        try
        {
            (await database.ScalarAsync<long>("""SELECT count(*) FROM "DataProtectionKeys" """)).ShouldBe(1);
            (await database.ScalarAsync<string>("""SELECT string_agg("Algorithm", ' ' ORDER BY "Algorithm") FROM "Keys" """)).ShouldBe("ES256 RS256");

            // A token of one node is good on every other.
            var token = await new TokenClient(hosts[0]).ClientCredentialsAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, "*");
            foreach (var host in hosts)
                (await new TokenClient(host).IntrospectAsync(token, token)).GetProperty("active").GetBoolean().ShouldBeTrue();
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_certificate_encrypts_the_ring_and_a_former_one_still_decrypts_it()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var (first, second) = (NewPfx("first"), NewPfx("second"));
        string token;
        await using (var host = await StartAsync(database, ("Certificate:Path", first), ("Certificate:Password", "p")))
            token = await TokenAsync(host);
        var xml = await database.ScalarAsync<string>("""SELECT string_agg("Xml", '') FROM "DataProtectionKeys" """);
        xml!.ShouldContain("EncryptedData");
        xml!.ShouldNotContain("masterKey");

        await using (var host = await StartAsync(
            database,
            ("Certificate:Path", second), ("Certificate:Password", "p"),
            ("FormerCertificates:0:Path", first), ("FormerCertificates:0:Password", "p")))
        {
            (await new TokenClient(host).IntrospectAsync(token, token)).GetProperty("active").GetBoolean().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_PEM_certificate_with_its_key_beside_it_will_do()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var key = RSA.Create(2048);
        using var certificate = NewCertificate(key);
        var (certificatePath, keyPath) = (Path.Combine(_folder.FullName, "c.pem"), Path.Combine(_folder.FullName, "k.pem"));
        await File.WriteAllTextAsync(certificatePath, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyPath, key.ExportPkcs8PrivateKeyPem());

        await using var host = await StartAsync(database, ("Certificate:Path", certificatePath), ("Certificate:KeyPath", keyPath));

        await TokenAsync(host);
        (await database.ScalarAsync<string>("""SELECT string_agg("Xml", '') FROM "DataProtectionKeys" """))!.ShouldContain("EncryptedData");
    }

    [Fact]
    public async Task A_node_with_another_ring_answers_503_and_makes_no_signing_keys_of_its_own()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using (var host = await TestHost.StartAsync(database))
            await TokenAsync(host);
        var keys = await database.ScalarAsync<long>("""SELECT count(*) FROM "Keys" """);

        await using var stranger = await TestHost.StartAsync(database, settings => settings["IdentityHost:DataProtection:ApplicationName"] = "Another");

        using var ready = await stranger.Client.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var answer = await new TokenClient(stranger).PostIntrospectAsync("x", "y");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var jwks = await stranger.Client.GetAsync("/.well-known/openid-configuration/jwks");
        jwks.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "Keys" """)).ShouldBe(keys);
        ShouldNameTheSettings(stranger);
    }

    [Fact]
    public async Task A_node_with_another_certificate_answers_503_and_leaves_the_ring_as_it_was()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var own = NewPfx("own");
        await using (var host = await StartAsync(database, ("Certificate:Path", own), ("Certificate:Password", "p")))
            await TokenAsync(host);

        await using var stranger = await StartAsync(database, ("Certificate:Path", NewPfx("another")), ("Certificate:Password", "p"));

        using var ready = await stranger.Client.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ShouldNameTheSettings(stranger);
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "DataProtectionKeys" """)).ShouldBe(1);
    }

    private static void ShouldNameTheSettings(TestHost host) =>
        host.Logs.Lines.ShouldContain(l => l.Message == "The host can't answer yet and goes on trying: What hosts of this database stored can't be "
            + "read with this host's Data Protection keys: IdentityHost:DataProtection:ApplicationName must be theirs, and their certificate "
            + "IdentityHost:DataProtection:Certificate or one of FormerCertificates.");

    private static Task<TestHost> StartAsync(TestDatabase database, params (string Name, string Value)[] dataProtection) =>
        TestHost.StartAsync(database, settings =>
        {
            settings["environment"] = "Production";
            foreach (var (name, value) in dataProtection)
                settings[$"IdentityHost:DataProtection:{name}"] = value;
        });

    private static Task<string> TokenAsync(TestHost host) =>
        new TokenClient(host).ClientCredentialsAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, "*");

    private string NewPfx(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = NewCertificate(key);
        var path = Path.Combine(_folder.FullName, name + ".pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "p"));
        return path;
    }

    private static X509Certificate2 NewCertificate(RSA key)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=identityhost-tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
