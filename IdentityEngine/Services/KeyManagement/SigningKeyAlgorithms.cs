using System.Security.Cryptography;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>The algorithms for which there can be keys (RFC 7518 section 3.1): RSA with PKCS #1 or PSS, and ECDSA.</summary>
internal static class SigningKeyAlgorithms
{
    internal static bool IsRsa(string algorithm) => algorithm is "RS256" or "RS384" or "RS512" or "PS256" or "PS384" or "PS512";

    internal static bool IsEc(string algorithm) => algorithm is "ES256" or "ES384" or "ES512";

    internal static ECCurve Curve(string algorithm) => algorithm switch
    {
        "ES256" => ECCurve.NamedCurves.nistP256,
        "ES384" => ECCurve.NamedCurves.nistP384,
        "ES512" => ECCurve.NamedCurves.nistP521,
        _ => throw Unsupported(algorithm),
    };

    internal static string CurveName(string algorithm) => algorithm switch
    {
        "ES256" => "P-256",
        "ES384" => "P-384",
        "ES512" => "P-521",
        _ => throw Unsupported(algorithm),
    };

    internal static NotSupportedException Unsupported(string algorithm) =>
        new($"Signing algorithm '{algorithm}' is not supported; RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512 are.");
}
