using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Services.KeyManagement;

internal sealed class EcKeyContainer(string id, string algorithm, DateTime created, ECParameters parameters)
    : KeyContainer(id, algorithm, created)
{
    internal ECParameters Parameters => parameters;

    private protected override JsonWebKey CreatePrivateKey()
    {
        var key = CreatePublicKey();
        key.D = Base64UrlEncoder.Encode(parameters.D);
        return key;
    }

    private protected override JsonWebKey CreatePublicKey() => new()
    {
        Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
        Use = JsonWebKeyUseNames.Sig,
        KeyId = Id,
        Kid = Id,
        Alg = Algorithm,
        Crv = SigningKeyAlgorithms.CurveName(Algorithm),
        X = Base64UrlEncoder.Encode(parameters.Q.X),
        Y = Base64UrlEncoder.Encode(parameters.Q.Y),
    };
}
