using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace IdentityHost.Tests.Settings;

/// <summary>Certificates that are missing, have no key, or expired stop the start; those that soon will are warned of.</summary>
[Collection(PostgresCollection.Name)]
public sealed class CertificateTests(PostgresFixture postgres) : IDisposable
{
    private const string Own = "IdentityHost:DataProtection:Certificate";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("identityhost-certificates-");

    public static TheoryData<string> CurrentCertificates =>
        new(Own, "Kestrel:Certificates:Default", "Kestrel:Endpoints:Https:Certificate", "Kestrel:Endpoints:Https:Sni:sso.example:Certificate");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(CurrentCertificates))]
    public async Task One_that_expired_stops_the_start(string setting)
    {
        var path = NewPfx(days: -1);

        (await RefusedAsync(setting, path)).ShouldMatch(
            $"^{setting}:Path must be a certificate that is still valid; '{path}' expired at \\d{{4}}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ\\.$");
    }

    [Theory]
    [MemberData(nameof(CurrentCertificates))]
    public async Task One_that_is_not_there_stops_the_start(string setting)
    {
        var kind = setting == Own ? "an RSA private key" : "a private key";

        (await RefusedAsync(setting, "/nowhere.pfx")).ShouldBe(
            $"{setting}:Path must be a readable PKCS#12 file, or a PEM file with KeyPath, with {kind}; '/nowhere.pfx' is not there.");
    }

    [Theory]
    [MemberData(nameof(CurrentCertificates))]
    public async Task One_whose_password_is_wrong_stops_the_start(string setting)
    {
        (await RefusedAsync(setting, NewPfx(days: 60, password: "another"))).ShouldEndWith("can't be loaded (CryptographicException).");
    }

    [Fact]
    public async Task The_program_says_it_in_one_line_and_ends_with_code_1()
    {
        var path = NewPfx(days: -1);

        var end = await HostProcess.RunToEndAsync(new()
        {
            ["ConnectionStrings__IdentityHost"] = "Host=127.0.0.1;Port=1",
            ["IdentityHost__Issuer"] = "https://sso.example",
            ["IdentityHost__DataProtection__Certificate__Path"] = path,
            ["IdentityHost__DataProtection__Certificate__Password"] = "p",
        });

        end.ExitCode.ShouldBe(1);
        end.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem()
            .ShouldStartWith($"The host can't start: {Own}:Path must be a certificate that is still valid; '{path}' expired at ");
    }

    [Fact]
    public async Task A_former_one_may_have_expired_and_one_that_soon_will_is_warned_of()
    {
        await using var database = await postgres.CreateDatabaseAsync();

        await using var host = await StartAsync(database, new()
        {
            [$"{Own}:Path"] = NewPfx(days: 29),
            [$"{Own}:Password"] = "p",
            ["IdentityHost:DataProtection:FormerCertificates:0:Path"] = NewPfx(days: -1),
            ["IdentityHost:DataProtection:FormerCertificates:0:Password"] = "p",
            ["Kestrel:Certificates:Default:Path"] = NewPfx(days: 31),
            ["Kestrel:Certificates:Default:Password"] = "p",
        });

        host.Logs.Lines.Where(l => l.Message.Contains("expires at", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Message.ShouldStartWith($"The certificate of {Own} expires at ");
    }

    private static async Task<string> RefusedAsync(string setting, string path)
    {
        var settings = new Dictionary<string, string> { [$"{setting}:Path"] = path, [$"{setting}:Password"] = "p" };
        if (setting != Own)
            settings["IdentityHost:DataProtection:AllowUnprotectedKeys"] = "true";
        var nowhere = new TestDatabase("Host=127.0.0.1;Port=1;Database=none", () => Task.CompletedTask);
        return (await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(nowhere, settings))).Failures.ShouldHaveSingleItem();
    }

    private static Task<TestHost> StartAsync(TestDatabase database, Dictionary<string, string> more) => TestHost.StartAsync(database, settings =>
    {
        settings["environment"] = "Production";
        foreach (var (name, value) in more)
            settings[name] = value;
    });

    /// <summary>Valid for so many days from now on; fewer than none: it expired.</summary>
    private string NewPfx(int days, string password = "p")
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=identityhost-tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-40), now.AddDays(days));
        var path = Path.Combine(_folder.FullName, $"{Guid.CreateVersion7():N}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, password));
        return path;
    }
}
