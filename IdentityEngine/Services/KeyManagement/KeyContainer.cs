using IdentityEngine.Models;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Microsoft.IdentityModel.Tokens.JsonWebKey;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>A signing key with its private part.</summary>
public abstract class KeyContainer
{
    private readonly Lazy<SigningCredentials> credentials;
    private readonly Lazy<SecurityKeyInfo> validationKey;

    private protected KeyContainer(string id, string algorithm, DateTime created)
    {
        Id = id;
        Algorithm = algorithm;
        Created = created;
        credentials = new(() => new SigningCredentials(CreatePrivateKey(), Algorithm));
        validationKey = new(() => new SecurityKeyInfo { Key = CreatePublicKey(), SigningAlgorithm = Algorithm });
    }

    /// <summary>16 random bytes as upper-case hex: <c>kid</c> of what the key signs.</summary>
    internal string Id { get; }

    /// <summary>A name of RFC 7518 section 3.1.</summary>
    internal string Algorithm { get; }

    /// <summary>UTC.</summary>
    internal DateTime Created { get; }

    internal SigningCredentials SigningCredentials => credentials.Value;

    /// <summary>The public part only.</summary>
    internal SecurityKeyInfo ValidationKey => validationKey.Value;

    // JsonWebKey, since each signature provider then makes a cryptographic object of its own: those are not safe to share between threads.
    private protected abstract JsonWebKey CreatePrivateKey();

    private protected abstract JsonWebKey CreatePublicKey();
}
