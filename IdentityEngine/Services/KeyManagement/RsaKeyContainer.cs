using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Services.KeyManagement;

internal sealed class RsaKeyContainer(string id, string algorithm, DateTime created, RSAParameters parameters)
    : KeyContainer(id, algorithm, created)
{
    internal RSAParameters Parameters => parameters;

    private protected override JsonWebKey CreatePrivateKey()
    {
        var key = CreatePublicKey();
        key.D = Base64UrlEncoder.Encode(parameters.D);
        key.P = Base64UrlEncoder.Encode(parameters.P);
        key.Q = Base64UrlEncoder.Encode(parameters.Q);
        key.DP = Base64UrlEncoder.Encode(parameters.DP);
        key.DQ = Base64UrlEncoder.Encode(parameters.DQ);
        key.QI = Base64UrlEncoder.Encode(parameters.InverseQ);
        return key;
    }

    private protected override JsonWebKey CreatePublicKey() => new()
    {
        Kty = JsonWebAlgorithmsKeyTypes.RSA,
        Use = JsonWebKeyUseNames.Sig,
        KeyId = Id,
        Kid = Id,
        Alg = Algorithm,
        N = Base64UrlEncoder.Encode(parameters.Modulus),
        E = Base64UrlEncoder.Encode(parameters.Exponent),
    };
}
