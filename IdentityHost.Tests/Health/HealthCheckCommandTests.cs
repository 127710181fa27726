using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityHost.Health;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace IdentityHost.Tests.Health;

/// <summary>dotnet IdentityHost.dll healthcheck</summary>
[Collection(PostgresCollection.Name)]
public sealed class HealthCheckCommandTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://127.0.0.1:8080/", "HTTP_PORTS=8080")]
    [InlineData("http://127.0.0.1:8080/", "HTTPS_PORTS=8443", "HTTP_PORTS=8080;8081")]
    [InlineData("https://127.0.0.1:8443/", "HTTPS_PORTS=8443")]
    [InlineData("http://127.0.0.1:80/", "urls=http://+:80", "HTTP_PORTS=8080")]
    [InlineData("http://127.0.0.1:8080/", "urls=https://*:8443;http://0.0.0.0:8080")]
    [InlineData("https://127.0.0.1:443/", "urls=https://sso.example")]
    [InlineData("http://[::1]:8080/", "urls=http://[::]:8080")]
    [InlineData("http://10.1.2.3:8080/", "urls=http://10.1.2.3:8080")]
    [InlineData("http://localhost:6000/", "Kestrel:Endpoints:Http:Url=http://localhost:6000", "urls=http://localhost:7000")]
    public void It_asks_where_the_server_listens(string expected, params string[] settings)
    {
        ListeningAddress.Of(Configuration(settings)).ShouldBe(new ListeningAddress(new Uri(expected), null));
    }

    [Fact]
    public void It_asks_a_Unix_domain_socket()
    {
        ListeningAddress.Of(Configuration("urls=http://unix:/run/identity.sock")).Socket.ShouldBe("/run/identity.sock");
    }

    [Theory]
    [InlineData("urls=5000", "urls must be addresses such as http://localhost:5000; it is '5000'")]
    [InlineData("urls=http://127.0.0.1:0", "urls leaves the port to the system ('http://127.0.0.1:0'), so nobody else knows it")]
    [InlineData("Kestrel:Endpoints:A:Url=nonsense", "Kestrel:Endpoints must be addresses such as http://localhost:5000; it is 'nonsense'")]
    public void An_address_that_it_can_not_ask_is_named_with_its_setting(string setting, string message)
    {
        Should.Throw<FormatException>(() => ListeningAddress.Of(Configuration(setting))).Message.ShouldBe(message);
    }

    [Fact]
    public async Task It_ends_with_0_when_the_host_is_ready_and_with_1_and_a_sentence_when_it_is_not_or_is_gone()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = new RunningHost(database);
        await host.StartAsync();
        Dictionary<string, string> environment = new()
        {
            ["ASPNETCORE_URLS"] = host.Address.GetLeftPart(UriPartial.Authority),
            // It asks this machine, whatever the way to others is.
            ["HTTP_PROXY"] = "http://127.0.0.1:1",
        };

        var ready = await HostProcess.RunToEndAsync([HealthCheckCommand.Name], environment);
        await database.ExecuteAsync("""UPDATE "DataProtectionCanary" SET "Payload" = 'CfDJ8AAAAAAAAAAAAAAAAAAAAAA'""");
        var unready = await HostProcess.RunToEndAsync([HealthCheckCommand.Name], environment);
        await host.StopAsync();
        var gone = await HostProcess.RunToEndAsync([HealthCheckCommand.Name], environment);

        ready.ShouldBe(new HostProcess.End(0, "", ""));
        (unready.ExitCode, unready.Output).ShouldBe((1, ""));
        unready.Error.ShouldStartWith($"Not ready: {host.Address}health/ready answered 503 {{\"status\":\"Unhealthy\"");
        unready.Error.ShouldContain("\"data-protection\":\"Unhealthy\"");
        unready.Error.Count(c => c == '\n').ShouldBe(1);
        gone.ShouldBe(new HostProcess.End(1, "", $"Not ready: {host.Address}health/ready can't be asked (Connection refused).\n"));
    }

    /// <summary>No certificate is made out to loopback, and nobody but the deployer's own CA may have signed it.</summary>
    [Fact]
    public async Task It_asks_over_TLS_whatever_the_certificate_says_and_by_the_name_that_the_host_allows()
    {
        var file = Path.Combine(Path.GetTempPath(), $"identityhost-tests-{RandomNumberGenerator.GetHexString(12)}.pfx");
        using (var key = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=sso.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(365));
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx));
        }

        await using var database = await postgres.CreateDatabaseAsync();
        var port = RunningHost.FreePort();
        void Settings(Dictionary<string, string> environment)
        {
            environment["Kestrel__Endpoints__Https__Url"] = $"https://*:{port}";
            environment["AllowedHosts"] = "sso.example";
            environment["IdentityHost__Issuer"] = "https://sso.example";
        }

        await using var host = new RunningHost(database, environment =>
        {
            Settings(environment);
            environment["Kestrel__Endpoints__Http__Url"] = environment["ASPNETCORE_URLS"];
            environment["Kestrel__Certificates__Default__Path"] = file;
        });
        try
        {
            await host.StartAsync();
            var asked = new Dictionary<string, string>();
            Settings(asked);

            // It listens on one address after the other.
            var end = new HostProcess.End(1, "", "");
            await Eventually.TrueAsync(async () =>
            {
                end = await HostProcess.RunToEndAsync([HealthCheckCommand.Name], asked);
                return end.ExitCode == 0;
            });
            end.ShouldBe(new HostProcess.End(0, "", ""));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IConfiguration Configuration(params string[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build();
}
