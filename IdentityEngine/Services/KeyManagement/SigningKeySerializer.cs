using System.Security.Cryptography;
using System.Text.Json;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>Reads and writes keys in the stored format that both engines share.</summary>
internal sealed class SigningKeySerializer(IDataProtectionProvider dataProtection, IdentityServerOptions options)
{
    private const int Version = 1;

    private readonly IDataProtector protector = dataProtection.CreateProtector("DataProtectionKeyProtector");

    internal SerializedKey Write(KeyContainer key)
    {
        var json = key switch
        {
            RsaKeyContainer rsa => JsonSerializer.Serialize(StoredRsaKey.From(rsa), KeyJsonContext.Default.StoredRsaKey),
            EcKeyContainer ec => JsonSerializer.Serialize(StoredEcKey.From(ec), KeyJsonContext.Default.StoredEcKey),
            _ => throw SigningKeyAlgorithms.Unsupported(key.Algorithm),
        };

        var protect = options.KeyManagement.DataProtectKeys;
        return new SerializedKey
        {
            Version = Version,
            Id = key.Id,
            Created = key.Created,
            Algorithm = key.Algorithm,
            DataProtected = protect,
            Data = protect ? protector.Protect(json) : json,
        };
    }

    /// <summary>Reads a stored key.</summary>
    /// <exception cref="CryptographicException">It is of a kind that this engine can't read, or protected by a key that is not in the ring.</exception>
    /// <exception cref="JsonException">It is damaged.</exception>
    internal KeyContainer Read(SerializedKey key)
    {
        // Skipping a key would make every token that it signed look invalid.
        if (key.Version != Version || key.IsX509Certificate)
            throw new CryptographicException($"Signing key {key.Id} is stored as a certificate or in version {key.Version}, which can't be read.");

        var json = key.DataProtected ? protector.Unprotect(key.Data) : key.Data;

        if (SigningKeyAlgorithms.IsRsa(key.Algorithm))
            return Parse(json, KeyJsonContext.Default.StoredRsaKey).ToContainer(key);
        if (SigningKeyAlgorithms.IsEc(key.Algorithm))
            return Parse(json, KeyJsonContext.Default.StoredEcKey).ToContainer(key);

        throw new CryptographicException($"Signing key {key.Id} is for algorithm {key.Algorithm}, which is not supported.");
    }

    private static T Parse<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("A stored signing key is null.");
}
