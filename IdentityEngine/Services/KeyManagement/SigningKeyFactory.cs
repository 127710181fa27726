using System.Security.Cryptography;
using IdentityEngine.Configuration;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>Makes new keys.</summary>
internal sealed class SigningKeyFactory(IdentityServerOptions options, TimeProvider time)
{
    private const int IdBytes = 16;

    internal KeyContainer Create(string algorithm)
    {
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes));
        var created = time.GetUtcNow().UtcDateTime;

        if (SigningKeyAlgorithms.IsRsa(algorithm))
        {
            using var rsa = RSA.Create(options.KeyManagement.RsaKeySize);
            return new RsaKeyContainer(id, algorithm, created, rsa.ExportParameters(includePrivateParameters: true));
        }

        using var ec = ECDsa.Create(SigningKeyAlgorithms.Curve(algorithm));
        return new EcKeyContainer(id, algorithm, created, ec.ExportParameters(includePrivateParameters: true));
    }
}
