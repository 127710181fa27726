using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace IdentityHost.Tests.Engine;

public sealed class SigningKeySerializerTests
{
    private static readonly EphemeralDataProtectionProvider Ring = new();

    [Fact]
    public void An_RSA_key_is_written_as_the_stored_format_has_it()
    {
        var key = Factory().Create("RS256");
        var row = Serializer(protect: false).Write(key);

        row.ShouldSatisfyAllConditions(
            () => row.Id.ShouldMatch("^[0-9A-F]{32}$"),
            () => row.Version.ShouldBe(1),
            () => row.Algorithm.ShouldBe("RS256"),
            () => row.IsX509Certificate.ShouldBeFalse(),
            () => row.DataProtected.ShouldBeFalse());
        using var json = JsonDocument.Parse(row.Data);
        Names(json.RootElement).ShouldBe(["Parameters", "Id", "Algorithm", "HasX509Certificate", "Created"]);
        Names(json.RootElement.GetProperty("Parameters")).ShouldBe(["D", "DP", "DQ", "Exponent", "InverseQ", "Modulus", "P", "Q"]);
        json.RootElement.GetProperty("Parameters").GetProperty("Exponent").GetString().ShouldBe("AQAB");
        json.RootElement.GetProperty("Parameters").GetProperty("Modulus").GetBytesFromBase64().Length.ShouldBe(256);
        json.RootElement.GetProperty("Id").GetString().ShouldBe(row.Id);
        json.RootElement.GetProperty("HasX509Certificate").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("Created").GetString().ShouldNotBeNull().ShouldEndWith("Z");
    }

    [Fact]
    public void An_EC_key_is_written_as_the_stored_format_has_it()
    {
        var row = Serializer(protect: false).Write(Factory().Create("ES256"));

        using var json = JsonDocument.Parse(row.Data);
        Names(json.RootElement).ShouldBe(["D", "Q", "Id", "Algorithm", "HasX509Certificate", "Created"]);
        Names(json.RootElement.GetProperty("Q")).ShouldBe(["X", "Y"]);
        json.RootElement.GetProperty("D").GetBytesFromBase64().Length.ShouldBe(32);
        json.RootElement.GetProperty("Algorithm").GetString().ShouldBe("ES256");
    }

    [Fact]
    public void By_default_a_key_is_protected_by_the_purpose_of_the_stored_format()
    {
        var key = Factory().Create("ES256");
        var row = Serializer().Write(key);

        row.DataProtected.ShouldBeTrue();
        var plain = Serializer(protect: false).Write(key).Data;
        Ring.CreateProtector("DataProtectionKeyProtector").Unprotect(row.Data).ShouldBe(plain);
        row.Data.ShouldNotContain("\"D\"");
    }

    [Theory]
    [InlineData("RS256", true)]
    [InlineData("RS256", false)]
    [InlineData("PS384", false)]
    [InlineData("ES256", true)]
    [InlineData("ES512", false)]
    public void A_key_that_is_read_signs_what_the_written_one_verifies(string algorithm, bool isProtected)
    {
        var written = Factory().Create(algorithm);
        var row = Serializer(isProtected).Write(written);

        // Whatever is configured for writing, both kinds are read.
        var read = Serializer(!isProtected).Read(row);

        read.Id.ShouldBe(written.Id);
        read.Created.ShouldBe(written.Created);
        var data = "signed"u8.ToArray();
        using var signer = CryptoProviderFactory.Default.CreateForSigning(read.SigningCredentials.Key, algorithm, cacheProvider: false);
        using var verifier = CryptoProviderFactory.Default.CreateForVerifying(written.ValidationKey.Key, algorithm, cacheProvider: false);
        verifier.Verify(data, signer.Sign(data)).ShouldBeTrue();
        verifier.Verify("forged"u8.ToArray(), signer.Sign(data)).ShouldBeFalse();
    }

    [Fact]
    public void Three_outcomes_a_key_of_another_key_ring_throws()
    {
        var row = Serializer().Write(Factory().Create("ES256"));
        var other = new SigningKeySerializer(new EphemeralDataProtectionProvider(), new IdentityServerOptions());
        Should.Throw<CryptographicException>(() => other.Read(row));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("""{"D":null,"Q":{"X":"AA==","Y":"AA=="},"Id":"1"}""")]
    [InlineData("""{"D":"not Base64!","Q":{"X":"AA==","Y":"AA=="},"Id":"1"}""")]
    public void Three_outcomes_a_damaged_key_throws_and_is_never_skipped(string data)
    {
        var row = new SerializedKey { Version = 1, Id = "1", Algorithm = "ES256", Data = data };
        Should.Throw<JsonException>(() => Serializer().Read(row));
    }

    [Theory]
    [InlineData(2, false, "RS256")]
    [InlineData(1, true, "RS256")]
    [InlineData(1, false, "HS256")]
    public void Three_outcomes_a_key_of_a_kind_that_can_not_be_read_throws_and_is_never_skipped(int version, bool certificate, string algorithm)
    {
        var row = new SerializedKey { Version = version, Id = "1", Algorithm = algorithm, IsX509Certificate = certificate, Data = "{}" };
        Should.Throw<CryptographicException>(() => Serializer().Read(row));
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    private static SigningKeyFactory Factory() => new(new IdentityServerOptions(), TimeProvider.System);

    private static SigningKeySerializer Serializer(bool protect = true) =>
        new(Ring, new IdentityServerOptions { KeyManagement = { DataProtectKeys = protect } });
}
