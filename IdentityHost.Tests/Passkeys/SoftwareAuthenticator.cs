using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IdentityHost.Tests.Passkeys;

/// <summary>
/// A browser and its authenticator as Web Authentication describes them (5.1, 6), with one passkey. What a test sets is what it lies about.
/// </summary>
internal sealed class SoftwareAuthenticator(Uri host) : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte BackupEligible = 0x08;
    private const byte BackedUp = 0x10;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);

    internal string Origin { get; set; } = host.GetLeftPart(UriPartial.Authority);

    internal string RelyingParty { get; set; } = host.Host;

    internal bool CrossOrigin { get; set; }

    internal bool Verifies { get; set; } = true;

    /// <summary>The passkey is kept in an account of the person's, for all their devices.</summary>
    internal bool Synchronizes { get; set; }

    internal uint Counter { get; set; }

    /// <summary>Instead of the one that was asked for.</summary>
    internal string? Challenge { get; set; }

    /// <summary>Instead of the user's whose passkey it is.</summary>
    internal string? UserHandle { get; set; }

    internal bool Forges { get; set; }

    internal string Id => Base64Url.EncodeToString(_id);

    /// <summary><c>navigator.credentials.create</c> (6.3.2).</summary>
    internal string Create(JsonElement options)
    {
        UserHandle ??= options.GetProperty("user").GetProperty("id").GetString();
        var clientData = ClientData("webauthn.create", options);
        var point = _key.ExportParameters(false).Q;
        byte[] data =
        [
            .. AuthenticatorData(HasCredential),
            .. new byte[16], 0, (byte)_id.Length, .. _id,
            // RFC 9053 7.1.1: an EC2 key for ES256 on P-256.
            0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!,
        ];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return JsonSerializer.Serialize(new
        {
            id = Id,
            rawId = Id,
            type = "public-key",
            authenticatorAttachment = "platform",
            response = new
            {
                clientDataJSON = Base64Url.EncodeToString(clientData),
                attestationObject = Base64Url.EncodeToString(attestation),
                transports = new[] { "internal" },
            },
            clientExtensionResults = new { },
        });
    }

    /// <summary><c>navigator.credentials.get</c> (6.3.3).</summary>
    internal string Get(JsonElement options)
    {
        var clientData = ClientData("webauthn.get", options);
        var data = AuthenticatorData(0);
        byte[] signed = [.. data, .. SHA256.HashData(clientData)];
        var signature = _key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (Forges)
            signature = _key.SignData([.. signed, 0], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return JsonSerializer.Serialize(new
        {
            id = Id,
            rawId = Id,
            type = "public-key",
            authenticatorAttachment = "platform",
            response = new
            {
                clientDataJSON = Base64Url.EncodeToString(clientData),
                authenticatorData = Base64Url.EncodeToString(data),
                signature = Base64Url.EncodeToString(signature),
                userHandle = UserHandle,
            },
            clientExtensionResults = new { },
        });
    }

    public void Dispose() => _key.Dispose();

    private byte[] ClientData(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = Challenge ?? options.GetProperty("challenge").GetString(),
        origin = Origin,
        crossOrigin = CrossOrigin,
    });

    private byte[] AuthenticatorData(byte flags)
    {
        flags |= UserPresent;
        if (Verifies)
            flags |= UserVerified;
        if (Synchronizes)
            flags |= BackupEligible | BackedUp;
        var counter = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty)), flags, .. counter];
    }
}
